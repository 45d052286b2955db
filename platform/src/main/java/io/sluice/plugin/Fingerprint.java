package io.sluice.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The SHA-256 by which a plugin is pinned. Of an archive that of the file, as sha256sum(1) tells it; of a folder that of
 * what {@code sha256sum plugin.properties lib/*.jar} prints in it, in the order of the C locale.
 */
final class Fingerprint {
    private Fingerprint() {}

    /** As 64 lower-case hexadecimal digits. */
    static String of(Path plugin) throws IOException {
        if (!Files.isDirectory(plugin)) {
            return ofFile(plugin);
        }
        StringBuilder lines = new StringBuilder();
        Path description = plugin.resolve(PluginDescription.NAME);
        if (Files.exists(description)) {
            line(lines, plugin, description);
        }
        for (Path jar : PluginShelf.jars(plugin)) {
            line(lines, plugin, jar);
        }
        return hex(sha256().digest(lines.toString().getBytes(StandardCharsets.UTF_8)));
    }

    private static void line(StringBuilder lines, Path plugin, Path file) throws IOException {
        lines.append(ofFile(file)).append("  ").append(plugin.relativize(file)).append('\n');
    }

    private static String ofFile(Path file) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream contents = Files.newInputStream(file);
                OutputStream sink = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            contents.transferTo(sink);
        }
        return hex(digest.digest());
    }

    private static String hex(byte[] digest) {
        return HexFormat.of().formatHex(digest);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
