package gatehouse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The project's own files as they lie in a clone, with or without Git. */
final class SourceTree {
    private static final Path ROOT = root();

    /** What {@code .gitignore} leaves out. */
    private static final Set<String> FOREIGN =
            Set.of(
                    ".git",
                    ".idea",
                    ".vscode",
                    ".gatehouse",
                    "__pycache__",
                    "node_modules",
                    ".venv",
                    "target");

    /** Written by package managers, and long. */
    private static final Set<String> LOCKS =
            Set.of("package-lock.json", "npm-shrinkwrap.json", "yarn.lock", "pnpm-lock.yaml");

    private static final Pattern SILENT = Pattern.compile("$|//|import\\s|package\\s");

    private SourceTree() {}

    /** A file of the project: its path from the root, with slashes, and where it is. */
    record Source(String path, Path file) {
        /** The text, or nothing where the file is not UTF-8 text. */
        Optional<String> text() {
            try {
                return Optional.of(Files.readString(file));
            } catch (MalformedInputException e) {
                return Optional.empty();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        List<String> lines() {
            return text().orElse("").lines().toList();
        }

        /** How many lines say something: neither empty nor a comment nor an import. */
        long code() {
            boolean comment = false;
            long code = 0;
            for (var line : lines()) {
                var text = line.strip();
                boolean opens = text.startsWith("/*");
                if (!comment && !opens && !SILENT.matcher(text).lookingAt()) {
                    code++;
                }
                comment = (comment || opens) && !text.endsWith("*/");
            }
            return code;
        }

        boolean isMain() {
            return path.contains("/src/main/");
        }
    }

    static List<Source> all() {
        var found = new ArrayList<Source>();
        try {
            Files.walkFileTree(ROOT, new Collector(found));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        found.sort(Comparator.comparing(Source::path));
        return found;
    }

    static List<Source> java() {
        return all().stream().filter(source -> source.path().endsWith(".java")).toList();
    }

    static Path at(String path) {
        return ROOT.resolve(path);
    }

    private static Path root() {
        var folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.exists(folder.resolve("gatehouse"))) {
            folder = folder.getParent();
        }
        if (folder == null) {
            throw new IllegalStateException("run the tests from within the project");
        }
        return folder;
    }

    private static final class Collector extends SimpleFileVisitor<Path> {
        private final List<Source> found;

        Collector(List<Source> found) {
            this.found = found;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes facts) {
            boolean foreign =
                    FOREIGN.contains(folder.getFileName().toString())
                            || folder.equals(ROOT.resolve("data"));
            return foreign ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes facts) {
            if (facts.isRegularFile() && isOurs(file.getFileName().toString())) {
                var path = ROOT.relativize(file).toString().replace('\\', '/');
                found.add(new Source(path, file));
            }
            return FileVisitResult.CONTINUE;
        }

        /** In a linked worktree {@code .git} is a file. */
        private static boolean isOurs(String name) {
            return !name.equals(".git")
                    && !name.endsWith(".log")
                    && !name.endsWith(".iml")
                    && !LOCKS.contains(name);
        }
    }
}
