package io.sluice.plugin;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** A zip archive of one plugin: its description at the root, its jars in {@code lib}. */
final class PluginArchive {
    private static final Pattern JAR = Pattern.compile("lib/[^/\\\\]+\\.jar");
    private static final int MOST_JARS = 1000;
    private static final long MOST_BYTES = 512L << 20;

    private final Path file;

    PluginArchive(Path file) {
        this.file = file;
    }

    /** Reads its description. */
    PluginDescription describe() throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            ZipEntry entry = zip.getEntry(PluginDescription.NAME);
            if (entry == null) {
                return new PluginDescription(Optional.empty());
            }
            Properties properties = new Properties();
            try (InputStream stream = bounded(zip.getInputStream(entry), PluginDescription.MOST_BYTES)) {
                properties.load(stream);
            }
            return new PluginDescription(Optional.of(properties));
        }
    }

    /** Writes its description and its jars, and nothing else that it may have, below {@code folder}, which is there. */
    void unpack(Path folder) throws IOException {
        Files.createDirectory(folder.resolve(PluginShelf.JARS));
        try (ZipFile zip = new ZipFile(file.toFile())) {
            List<? extends ZipEntry> entries = zip.stream()
                    .filter(entry -> entry.getName().equals(PluginDescription.NAME) || isJar(entry.getName()))
                    .toList();
            if (entries.size() > MOST_JARS) {
                throw new ZipException("more than " + MOST_JARS + " jars");
            }
            long left = MOST_BYTES;
            for (ZipEntry entry : entries) {
                try (InputStream stream = bounded(zip.getInputStream(entry), left)) {
                    left -= Files.copy(stream, folder.resolve(entry.getName()));
                }
            }
        }
    }

    /** Whether an entry of that name is one of the plugin's jars. */
    static boolean isJar(String name) {
        return JAR.matcher(name).matches();
    }

    /** Sizes in an archive's directory can lie: what counts is what comes out. */
    private static InputStream bounded(InputStream stream, long most) {
        return new FilterInputStream(stream) {
            private long left = most;

            @Override
            public int read() throws IOException {
                return (int) count(super.read(), 1);
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                int got = super.read(bytes, offset, length);
                return (int) count(got, got);
            }

            private long count(int result, int bytes) throws ZipException {
                left -= result < 0 ? 0 : bytes;
                if (left < 0) {
                    throw new ZipException("it unpacks to more than a plugin may have");
                }
                return result;
            }
        };
    }
}
