package io.sluice.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.spi.SpiVersion;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** A plugin that is written, compiled and packed by a test, as a third party would. */
final class TestPlugin {
    private static final String PROCESSOR = "org.pf4j.processor.ExtensionAnnotationProcessor";

    private final Map<String, String> properties = new LinkedHashMap<>();
    private final Map<String, String> sources = new LinkedHashMap<>();
    private final Map<String, String> library = new LinkedHashMap<>();
    private final String id;

    TestPlugin(String id) {
        this.id = id;
        properties.put("plugin.id", id);
        properties.put("plugin.version", "1.2.3");
        properties.put("plugin.requires", SpiVersion.CURRENT);
        properties.put("plugin.description", "made by a test");
    }

    String id() {
        return id;
    }

    /** Says something else in plugin.properties; null: says nothing. */
    TestPlugin property(String key, String value) {
        properties.put(key, value);
        return this;
    }

    /** With an extension that has these members. */
    TestPlugin entry(String members) {
        return source("third.party.Entry", """
                package third.party;
                import io.sluice.spi.*;
                import io.sluice.spi.drain.*;
                import io.sluice.spi.sink.*;
                import io.sluice.spi.track.*;
                import java.util.*;
                @org.pf4j.Extension
                public class Entry implements SluiceExtension {
                %s
                }
                """.formatted(members));
    }

    /** With a class. */
    TestPlugin source(String name, String text) {
        sources.put(name, text);
        return this;
    }

    /** With a class in a jar of its own. */
    TestPlugin library(String name, String text) {
        library.put(name, text);
        return this;
    }

    /** Puts it there as a folder. */
    Path folder(Path plugins) throws IOException {
        return write(plugins.resolve(id));
    }

    /** Puts it there as a zip archive. */
    Path zip(Path plugins) throws IOException {
        Path folder = write(Files.createTempDirectory(plugins.getParent(), "work"));
        Path archive = plugins.resolve(id + ".zip");
        pack(folder, archive);
        return archive;
    }

    private Path write(Path folder) throws IOException {
        Files.createDirectories(folder.resolve("lib"));
        Properties file = new Properties();
        properties.forEach((key, value) -> {
            if (value != null) {
                file.setProperty(key, value);
            }
        });
        try (OutputStream stream = Files.newOutputStream(folder.resolve("plugin.properties"))) {
            file.store(stream, null);
        }
        List<String> classPath = new ArrayList<>(List.of(System.getProperty("java.class.path")));
        if (!library.isEmpty()) {
            classPath.add(
                    0,
                    jar(library, folder.resolve("lib/library.jar"), classPath).toString());
        }
        if (!sources.isEmpty()) {
            jar(sources, folder.resolve("lib/plugin.jar"), classPath);
        }
        return folder;
    }

    private static Path jar(Map<String, String> sources, Path jar, List<String> classPath) throws IOException {
        Path classes = Files.createTempDirectory(jar.getParent().getParent(), "classes");
        compile(sources, classes, classPath);
        pack(classes, jar);
        try (Stream<Path> files = Files.walk(classes).sorted(java.util.Comparator.reverseOrder())) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        return jar;
    }

    private static void compile(Map<String, String> sources, Path classes, List<String> classPath) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        List<String> options = List.of(
                "-cp", String.join(":", classPath), "-d", classes.toString(), "-processor", PROCESSOR, "-nowarn");
        List<Source> units = sources.entrySet().stream()
                .map(source -> new Source(source.getKey(), source.getValue()))
                .toList();
        boolean compiled =
                compiler.getTask(said, null, null, options, null, units).call();
        assertThat(compiled).as(said.toString()).isTrue();
    }

    private static void pack(Path folder, Path archive) throws IOException {
        Path incomplete = archive.resolveSibling(archive.getFileName() + ".new");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(incomplete));
                Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                zip.putNextEntry(new ZipEntry(folder.relativize(file).toString()));
                Files.copy(file, zip);
            }
        }
        Files.move(incomplete, archive, StandardCopyOption.REPLACE_EXISTING);
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String name, String text) {
            super(URI.create("string:///" + name.replace('.', '/') + ".java"), JavaFileObject.Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
