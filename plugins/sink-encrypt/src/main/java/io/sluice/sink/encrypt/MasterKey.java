package io.sluice.sink.encrypt;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.sluice.spi.sink.SinkSettingsException;
import java.io.IOException;
import java.util.HexFormat;

/** The key of which those of all images are derived: 256 bits, read once, when they are needed first. Usable from any thread. */
final class MasterKey {
    static final int BYTES = 32;

    private final KeySource source;
    private byte[] key;

    MasterKey(KeySource source) {
        this.source = source;
    }

    /** Its bytes; nobody may change them. */
    synchronized byte[] bytes() throws IOException {
        if (key == null) {
            key = read();
        }
        return key;
    }

    private byte[] read() throws IOException {
        byte[] text;
        try {
            text = source.read();
        } catch (IOException failed) {
            throw new SinkSettingsException(
                    source.label() + " cannot be read: " + failed.getMessage(),
                    "see to it, or name another one at 'key' or 'key-command' of the sink 'encrypt'",
                    failed);
        }
        String digits = new String(text, US_ASCII).strip();
        if (text.length > KeySource.MOST_BYTES || !digits.matches("[0-9a-fA-F]{64}")) {
            throw new SinkSettingsException(
                    source.label() + " is not 64 hexadecimal digits", "make one by 'openssl rand -hex 32'");
        }
        return HexFormat.of().parseHex(digits);
    }
}
