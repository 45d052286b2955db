package io.sluice.sink.encrypt;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** Keys for tests. */
final class Keys {
    private Keys() {}

    /** The same key for the same number. */
    static MasterKey of(int number) {
        return new MasterKey(new KeySource() {
            @Override
            public String label() {
                return "the key " + number;
            }

            @Override
            public byte[] read() {
                return (String.format("%064x", number) + "\n").getBytes(US_ASCII);
            }
        });
    }
}
