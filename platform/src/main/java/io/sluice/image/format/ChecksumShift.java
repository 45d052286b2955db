package io.sluice.image.format;

/**
 * Moves the CRC32C of a part to where the part stands in a block: the checksum of a block is the exclusive or of those of
 * its parts, each multiplied by x to the number of bits behind it, modulo the polynomial of the CRC (RFC 3720, 12.1).
 * Polynomials over two elements are held with the coefficient of x^0 in the highest bit, as the CRC itself is.
 */
final class ChecksumShift {
    private static final int POLYNOMIAL = 0x82f63b78;
    private static final int ONE = 1 << 31;
    private static final int X = 1 << 30;

    /** x to this is one: the polynomial is x + 1 times a primitive one of degree 31. */
    private static final long ORDER = (1L << 31) - 1;

    private ChecksumShift() {}

    /** The checksum with so many bytes behind it; a negative number takes as many zero bytes away. */
    static int by(int checksum, int bytes) {
        return bytes == 0 ? checksum : times(checksum, powerOfX(Math.floorMod(8L * bytes, ORDER)));
    }

    private static int powerOfX(long exponent) {
        int power = ONE;
        int square = X;
        for (long left = exponent; left > 0; left >>= 1) {
            if ((left & 1) == 1) {
                power = times(power, square);
            }
            square = times(square, square);
        }
        return power;
    }

    private static int times(int one, int other) {
        int product = 0;
        int shifted = other;
        for (int left = one; left != 0; left <<= 1) {
            if (left < 0) {
                product ^= shifted;
            }
            shifted = (shifted >>> 1) ^ ((shifted & 1) == 0 ? 0 : POLYNOMIAL);
        }
        return product;
    }
}
