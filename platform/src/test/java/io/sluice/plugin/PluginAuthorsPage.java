package io.sluice.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** The code that docs/plugin-authors.md shows, built as it tells its readers to. */
final class PluginAuthorsPage {
    private static final Pattern TYPE = Pattern.compile("(?m)^(?:public )?(?:final )?class (\\w+)");
    private final String text;

    private PluginAuthorsPage(String text) {
        this.text = text;
    }

    static PluginAuthorsPage read() throws IOException {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path page = folder.resolve("docs").resolve("plugin-authors.md");
            if (Files.exists(page)) {
                return new PluginAuthorsPage(Files.readString(page));
            }
        }
        throw new AssertionError(
                "docs/plugin-authors.md is in no folder above " + Path.of("").toAbsolutePath());
    }

    /** The blocks in one language, in the order of the page. */
    List<String> blocks(String language) {
        return Pattern.compile("(?ms)^```" + language + "\\n(.*?)^```")
                .matcher(text)
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    /** Compiles the classes with what a plugin may see, packs them, and answers the archive, which lies in {@code work}. */
    Path build(Path work) throws IOException {
        Path classes = Files.createDirectories(work.resolve("classes"));
        compile(sources(work), classes);
        Path jar = work.resolve("paced.jar");
        pack(jar, classes, files(classes));
        Path root = Files.createDirectories(work.resolve("root"));
        Files.writeString(
                root.resolve("plugin.properties"), blocks("properties").get(0));
        Files.copy(jar, Files.createDirectories(root.resolve("lib")).resolve("paced.jar"));
        Path archive = work.resolve("paced-1.0.0.zip");
        pack(archive, root, files(root));
        return archive;
    }

    private List<Path> sources(Path work) throws IOException {
        List<Path> sources = new ArrayList<>();
        for (String source : blocks("java")) {
            MatchResult type = TYPE.matcher(source).results().findFirst().orElseThrow();
            sources.add(Files.writeString(work.resolve(type.group(1) + ".java"), source));
        }
        return sources;
    }

    private static void compile(List<Path> sources, Path classes) throws IOException {
        String spi = origin(io.sluice.spi.SpiVersion.class);
        String pf4j = origin(org.pf4j.Extension.class);
        List<String> options = List.of(
                "--release",
                "17",
                "-Xlint:all,-processing",
                "-Werror",
                "-d",
                classes.toString(),
                "-cp",
                spi + ":" + pf4j,
                "-processorpath",
                pf4j);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            boolean compiled = compiler.getTask(
                            said, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
                    .call();
            assertThat(compiled).as(said.toString()).isTrue();
        }
    }

    private static String origin(Class<?> type) {
        return Path.of(java.net.URI.create(
                        type.getProtectionDomain().getCodeSource().getLocation().toString()))
                .toString();
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private static void pack(Path archive, Path base, List<Path> files) throws IOException {
        try (OutputStream stream = Files.newOutputStream(archive);
                ZipOutputStream zip = new ZipOutputStream(stream)) {
            for (Path file : files) {
                zip.putNextEntry(new ZipEntry(base.relativize(file).toString()));
                Files.copy(file, zip);
            }
        }
    }
}
