package io.sluice.image.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Parts in any order give what the blocks give as a whole. */
final class BlockChecksumsTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4096, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, 3 << 20, (5 << 20) + 12345})
    void partsInAnyOrder(int length) {
        Random random = new Random(length);
        byte[] image = new byte[length];
        random.nextBytes(image);
        BlockChecksums checksums = new BlockChecksums();
        for (ByteBuffer part : parts(image, random)) {
            checksums.add(part.position(), part);
        }
        assertThat(checksums.finish(length)).isEqualTo(whole(image));
    }

    @Test
    void knownValue() {
        BlockChecksums checksums = new BlockChecksums();
        checksums.add(0, ByteBuffer.wrap("123456789".getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
        assertThat(checksums.finish(9)).isEqualTo("e3069283");
    }

    @Test
    void aPartThatIsMissingIsAMistake() {
        BlockChecksums checksums = new BlockChecksums();
        checksums.add(4096, ByteBuffer.allocate(4096));
        assertThatThrownBy(() -> checksums.finish(8192)).isInstanceOf(IllegalStateException.class);
    }

    private static List<ByteBuffer> parts(byte[] image, Random random) {
        List<ByteBuffer> parts = new ArrayList<>();
        for (int at = 0; at < image.length; ) {
            int end = Math.min(image.length, at + 1 + random.nextInt(700_000));
            parts.add(ByteBuffer.wrap(image, at, end - at));
            at = end;
        }
        Collections.shuffle(parts, random);
        return parts;
    }

    private static String whole(byte[] image) {
        StringBuilder all = new StringBuilder();
        for (int at = 0; at < image.length; at += BlockChecksums.BLOCK) {
            int length = Math.min(BlockChecksums.BLOCK, image.length - at);
            all.append(HexFormat.of().toHexDigits(BlockChecksums.of(ByteBuffer.wrap(image, at, length))));
        }
        return all.toString();
    }
}
