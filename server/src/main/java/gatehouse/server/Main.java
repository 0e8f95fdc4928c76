package gatehouse.server;

import gatehouse.server.config.ConfigReader;
import gatehouse.server.config.Setting;
import gatehouse.server.observability.Logging;
import gatehouse.server.postgres.Database;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The command line of the server. */
public final class Main {
    private static final int MISUSED = 2;
    private static final Path USUAL_FILE = Path.of("gatehouse.toml");

    private Main() {}

    public static void main(String[] args) {
        Logging.configure();
        var line = new CommandLine(commands());
        line.setExecutionStrategy(Main::execute);
        int status = line.execute(args);
        if (status != 0) {
            System.exit(status);
        }
    }

    private static CommandSpec commands() {
        var root = CommandSpec.create().name("gatehouse").mixinStandardHelpOptions(true);
        root.usageMessage().description("An identity server that speaks Okta's public API.");
        root.version("gatehouse 0.1.0");
        var serve = CommandSpec.create().mixinStandardHelpOptions(true);
        serve.usageMessage().description("Starts the server.");
        serve.addOption(
                OptionSpec.builder("--config")
                        .type(Path.class)
                        .paramLabel("FILE")
                        .description(
                                "A file of settings, in TOML; gatehouse.toml of the working"
                                        + " folder where it is there.")
                        .build());
        for (var setting : Setting.values()) {
            serve.addOption(
                    OptionSpec.builder("--" + setting.key())
                            .type(String.class)
                            .paramLabel("VALUE")
                            .description(setting.purpose().replace("%", "%%"))
                            .build());
        }
        var train = CommandSpec.create().mixinStandardHelpOptions(true);
        train.usageMessage().description("Rehearses a start, for the JDK to remember.");
        return root.addSubcommand("serve", serve).addSubcommand("train", train);
    }

    private static int execute(ParseResult parsed) {
        var help = CommandLine.executeHelpRequest(parsed);
        if (help != null) {
            return help;
        }
        if (!parsed.hasSubcommand()) {
            parsed.commandSpec().commandLine().usage(System.out);
            return MISUSED;
        }
        return parsed.subcommand().commandSpec().name().equals("train")
                ? train()
                : serve(parsed.subcommand());
    }

    private static int train() {
        try {
            Rehearsal.run();
            return 0;
        } catch (Exception e) {
            e.printStackTrace();
            return 1;
        }
    }

    private static int serve(ParseResult options) {
        Map<String, String> flags = new HashMap<>();
        for (var setting : Setting.values()) {
            String value = options.matchedOptionValue("--" + setting.key(), null);
            if (value != null) {
                flags.put(setting.key(), value);
            }
        }
        Path usual = Files.exists(USUAL_FILE) ? USUAL_FILE : null;
        Path file = options.matchedOptionValue("--config", usual);
        try {
            var config = ConfigReader.read(flags, System.getenv(), file);
            Logging.format(config.logs().json());
            var running = Running.start(config);
            var ended = new CountDownLatch(1);
            Runtime.getRuntime()
                    .addShutdownHook(
                            Thread.ofPlatform()
                                    .name("shutdown")
                                    .unstarted(() -> {
                                        running.close();
                                        ended.countDown();
                                    }));
            tell(System.out, running);
            ended.await();
            return 0;
        } catch (ConfigReader.BadConfig | Database.Unusable e) {
            System.err.println(e.getMessage());
            return MISUSED;
        } catch (IOException e) {
            System.err.println("Gatehouse could not start: " + inWords(e));
            return MISUSED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        } catch (Exception e) {
            System.err.println("Gatehouse could not start: " + e.getMessage());
            e.printStackTrace();
            return 1;
        }
    }

    /** What went wrong with a file or a port, and why. */
    private static String inWords(IOException e) {
        var cause = e.getCause();
        return e.getMessage() + (cause == null ? "" : ": " + cause.getMessage());
    }

    private static void tell(PrintStream out, Running running) {
        out.println("Gatehouse answers at " + running.origin());
        if (running.httpsPort() > 0) {
            out.println("and at https://localhost:" + running.httpsPort());
        }
        if (!running.firstRun().isEmpty()) {
            out.println();
            out.println("First start. These are told once, and are in first-run.env:");
            out.println("--------------------------------------------------------------");
            running.firstRun().forEach((name, value) -> out.println(name + "=" + value));
            out.println("--------------------------------------------------------------");
        }
        out.flush();
    }
}
