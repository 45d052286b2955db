package io.sluice.validate;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluice.image.manifest.CookieEntry;
import java.nio.ByteBuffer;

/**
 * A cookie as it is kept: its key, one byte of length and the name of its method, four bytes of version, two of length and its bytes.
 *
 * @param key by what it is found again
 * @param cookie what is kept; the name of its method has 255 bytes at the most
 */
record KeptCookie(CookieKey key, CookieEntry cookie) {

    /** The one at the buffer's position, which moves behind it. */
    static KeptCookie read(ByteBuffer from) {
        CookieKey key = new CookieKey(ByteBuffer.wrap(bytes(from, CookieKey.BYTES)));
        String method = new String(bytes(from, Byte.toUnsignedInt(from.get())), UTF_8);
        int version = from.getInt();
        return new KeptCookie(key, CookieEntry.of(method, version, bytes(from, Short.toUnsignedInt(from.getShort()))));
    }

    private static byte[] bytes(ByteBuffer from, int count) {
        byte[] bytes = new byte[count];
        from.get(bytes);
        return bytes;
    }

    byte[] bytes() {
        byte[] method = cookie.method().getBytes(UTF_8);
        byte[] content = cookie.content();
        return ByteBuffer.allocate(
                        CookieKey.BYTES + Byte.BYTES + method.length + Integer.BYTES + Short.BYTES + content.length)
                .put(key.bytes().duplicate())
                .put((byte) method.length)
                .put(method)
                .putInt(cookie.version())
                .putShort((short) content.length)
                .put(content)
                .array();
    }
}
