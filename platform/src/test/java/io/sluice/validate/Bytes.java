package io.sluice.validate;

import io.sluice.config.Configuration;
import io.sluice.config.FileRule;
import io.sluice.image.manifest.Component;
import io.sluice.plugin.Chosen;
import io.sluice.plugin.Validators;
import io.sluice.spi.file.Cookie;
import io.sluice.spi.file.CookieResult;
import io.sluice.spi.file.FileValidator;
import io.sluice.spi.file.ValidatedFile;
import io.sluice.spi.file.Verdict;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A validator whose cookie is the beginning of the file itself; it counts how often it reads. */
final class Bytes implements FileValidator {
    private static final int MOST = 64;

    final AtomicInteger read = new AtomicInteger();

    /** Done in the middle of a reading. */
    Runnable meanwhile = () -> {};

    static List<FileRule> rules() {
        return Configuration.defaults(Path.of("/")).files();
    }

    Validators forAllRules() {
        Map<FileRule, List<Chosen<FileValidator>>> byRule = new LinkedHashMap<>();
        rules().forEach(rule -> byRule.put(rule, List.of(new Chosen<>(this, new Component("bytes", "1")))));
        return new Validators(byRule);
    }

    @Override
    public CookieResult cookie(ValidatedFile file) {
        try {
            return new CookieResult.Made(new Cookie("bytes", 1, bytes(file)));
        } catch (IOException failure) {
            return new CookieResult.None("unreadable");
        }
    }

    @Override
    public Verdict compare(Cookie cookie, ValidatedFile file) {
        try {
            return Arrays.equals(cookie.bytes(), bytes(file)) ? new Verdict.Match() : new Verdict.Mismatch("other");
        } catch (IOException failure) {
            return new Verdict.Unknown("unreadable");
        }
    }

    private byte[] bytes(ValidatedFile file) throws IOException {
        read.incrementAndGet();
        ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(MOST, file.size()));
        try (SeekableByteChannel channel = file.open()) {
            meanwhile.run();
            while (buffer.hasRemaining() && channel.read(buffer) > 0) {}
        }
        return Arrays.copyOf(buffer.array(), buffer.position());
    }
}
