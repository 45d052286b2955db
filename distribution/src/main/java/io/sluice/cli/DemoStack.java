package io.sluice.cli;

import io.sluice.config.ComponentChoice;
import io.sluice.config.Configuration;
import io.sluice.config.PluginName;
import io.sluice.control.Control;
import io.sluice.dump.PreDumpReport;
import io.sluice.dump.PreDumpRequest;
import io.sluice.failure.ErrorCode;
import io.sluice.failure.SluiceException;
import io.sluice.image.verify.VerifyReport;
import io.sluice.memory.Pages;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The part of the demo that compresses and encrypts: a set is stored so, is no use without the key, and comes out plain. */
final class DemoStack {
    private static final int MEBIBYTES = 32;
    private static final int KEY_BYTES = 32;

    private final PlatformSource platforms;
    private final Configuration plain;
    private final Path folder;
    private final PrintWriter out;

    DemoStack(PlatformSource platforms, Configuration plain, Path folder, PrintWriter out) {
        this.platforms = platforms;
        this.plain = plain;
        this.folder = folder;
        this.out = out;
    }

    void run(Control control) {
        if (!loaded().containsAll(List.of("sink-zstd", "sink-encrypt", "sink-directory"))) {
            out.println("compressed and encrypted: left out, for config.yaml does not load the plugins");
            return;
        }
        Configuration stacked = plain.withSinks(List.of(
                ComponentChoice.of("zstd"),
                ComponentChoice.of("encrypt", Map.of("key", key().toString())),
                ComponentChoice.of("directory")));
        Path set = folder.resolve("stacked");
        try (Platform platform = platforms.open(stacked);
                DemoWorkload workload = DemoWorkload.start(folder.resolve("ready-stacked"), MEBIBYTES, 1, control)) {
            PreDumpReport report = platform.preDump(PreDumpRequest.first(workload.pid(), set.toString()), control);
            requireSound(platform.verify(set.toString(), control));
            out.printf(
                    "compressed and encrypted (sink: [zstd, {use: encrypt, key: FILE}, directory]): %s of pages stored in %s; sound%n",
                    Amount.bytes(report.counts().written() * Pages.SIZE), Amount.bytes(bytes(set)));
            Path exported = folder.resolve("exported");
            platform.export(set.toString(), exported.toString(), false, control);
            out.printf("exported as plain images: %s%n", Amount.bytes(bytes(exported)));
        }
        out.flush();
    }

    private Set<String> loaded() {
        return plain.plugins().load().stream().map(PluginName::id).collect(Collectors.toSet());
    }

    private Path key() {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        try {
            Path file = Files.createFile(
                    folder.resolve("key"),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            return Files.writeString(file, HexFormat.of().formatHex(key));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static long bytes(Path set) {
        try (Stream<Path> files = Files.list(set)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void requireSound(VerifyReport report) {
        if (!report.sound()) {
            throw new SluiceException(
                    ErrorCode.SET_DAMAGED, "the demo's compressed set is damaged", "report this, with the output");
        }
    }
}
