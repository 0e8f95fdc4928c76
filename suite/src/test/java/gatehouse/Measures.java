package gatehouse;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import gatehouse.SourceTree.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** How long the files and methods of the project are, and how full its packages. */
record Measures(
        Map<String, Integer> files, Map<String, Integer> methods, Map<String, Integer> packages) {

    static Measures take(List<Source> sources) {
        var files = new TreeMap<String, Integer>();
        var packages = new TreeMap<String, Integer>();
        for (var source : sources) {
            files.put(source.path(), source.lines().size());
            if (!source.path().endsWith("/package-info.java")) {
                var folder = source.path().substring(0, source.path().lastIndexOf('/'));
                packages.merge(folder, 1, Integer::sum);
            }
        }
        return new Measures(files, methodsOf(sources), packages);
    }

    /** By {@code path#name:line}, the lines between the braces of a method. */
    private static Map<String, Integer> methodsOf(List<Source> sources) {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var manager =
                compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
            return parsed(manager, sources, compiler);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Integer> parsed(
            StandardJavaFileManager manager, List<Source> sources, JavaCompiler compiler)
            throws IOException {
        var files =
                manager.getJavaFileObjectsFromPaths(sources.stream().map(Source::file).toList());
        var options = List.of("-proc:none");
        var task = (JavacTask) compiler.getTask(null, manager, null, options, null, files);
        var positions = Trees.instance(task).getSourcePositions();
        var lengths = new TreeMap<String, Integer>();
        for (var unit : task.parse()) {
            var path = unit.getSourceFile().toUri().getPath();
            var source = sources.stream().filter(s -> path.endsWith("/" + s.path())).findFirst();
            for (var method : new Methods(unit, positions).found()) {
                lengths.put(source.orElseThrow().path() + "#" + method.name(), method.lines());
            }
        }
        return lengths;
    }

    private record Method(String name, int lines) {}

    private static final class Methods extends TreeScanner<Void, Void> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final List<Method> methods = new ArrayList<>();

        Methods(CompilationUnitTree unit, SourcePositions positions) {
            this.unit = unit;
            this.positions = positions;
        }

        List<Method> found() {
            scan(unit, null);
            return methods;
        }

        @Override
        public Void visitMethod(MethodTree method, Void nothing) {
            if (method.getBody() != null) {
                long first = lineOf(positions.getStartPosition(unit, method.getBody()));
                long last = lineOf(positions.getEndPosition(unit, method.getBody()));
                methods.add(new Method(method.getName() + ":" + first, inside(first, last)));
            }
            return super.visitMethod(method, null);
        }

        private static int inside(long first, long last) {
            return Math.max(0, (int) (last - first) - 1);
        }

        private long lineOf(long position) {
            return unit.getLineMap().getLineNumber(position);
        }
    }
}
