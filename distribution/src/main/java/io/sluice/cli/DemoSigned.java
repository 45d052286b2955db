package io.sluice.cli;

import io.sluice.config.Configuration;
import io.sluice.control.Control;
import io.sluice.dump.PreDumpRequest;
import io.sluice.failure.ErrorCode;
import io.sluice.failure.SluiceException;
import io.sluice.image.sign.SigningKey;
import io.sluice.validate.FileFinding;
import io.sluice.validate.FileReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The part of the demo in which a set is signed, and a file that the program has open is changed. */
final class DemoSigned {
    private static final int MEBIBYTES = 16;
    private static final Path ROOT = Path.of("/");

    private final PlatformSource platforms;
    private final Configuration plain;
    private final Path folder;
    private final PrintWriter out;

    DemoSigned(PlatformSource platforms, Configuration plain, Path folder, PrintWriter out) {
        this.platforms = platforms;
        this.plain = plain;
        this.folder = folder;
        this.out = out;
    }

    void run(Control control) {
        Path key = key("own.pem");
        Configuration signed = plain.withSign(key).withSigners(List.of(publicKey(key)));
        String set = folder.resolve("signed").toString();
        Path open = folder.resolve("ready-signed");
        try (Platform platform = platforms.open(signed);
                DemoWorkload workload = DemoWorkload.start(open, MEBIBYTES, 1, control)) {
            platform.preDump(PreDumpRequest.first(workload.pid(), set), control);
            if (!platform.verify(set, control).sound()) {
                throw new SluiceException(
                        ErrorCode.SET_DAMAGED, "the demo's signed set is damaged", "report this, with the output");
            }
            out.println("signed (sign: own.pem, signed-by: [own.pem.pub]): sound");
            files("its files", platform.verifyFiles(set, ROOT, control));
            change(open);
            files("after one was changed", platform.verifyFiles(set, ROOT, control));
        }
        demandAnother(set, control);
        out.flush();
    }

    private void files(String when, FileReport report) {
        List<FileFinding> other =
                report.findings().stream().filter(FileFinding::fails).toList();
        out.printf(
                "%s: %d recorded, %d other than they were%n",
                when, report.findings().size(), other.size());
        other.forEach(
                finding -> out.printf("  %s: %s: %s%n", FilesText.path(finding), finding.method(), finding.why()));
    }

    private void demandAnother(String set, Control control) {
        Configuration other = plain.withSigners(List.of(publicKey(key("other.pem"))));
        try (Platform platform = platforms.open(other)) {
            String answer = platform.verify(set, control).sound() ? "taken, which is wrong" : "refused";
            out.println("where another key must have signed: " + answer);
        } catch (SluiceException refused) {
            out.println("where another key must have signed: refused: " + refused.getMessage());
        }
    }

    private Path key(String name) {
        Path key = folder.resolve(name);
        SigningKey.create(key);
        return key;
    }

    private static Path publicKey(Path key) {
        return key.resolveSibling(key.getFileName() + ".pub");
    }

    /** As long as before: only who looks at the bytes finds it. */
    private static void change(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            bytes[0] ^= 1;
            Files.write(file, bytes);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
