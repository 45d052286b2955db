package io.sluice.testkit.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * A protobuf message taken apart by the wire format alone.
 *
 * @param fields in their order
 */
public record Message(List<Field> fields) {

    /**
     * One field.
     *
     * @param number its number
     * @param value of a varint or fixed field; of a field with a length, the length
     * @param bytes of a field with a length; else empty
     */
    public record Field(int number, long value, ByteBuffer bytes) {}

    /** Takes a message apart. */
    public static Message parse(ByteBuffer source) {
        ByteBuffer in = source.slice().order(ByteOrder.LITTLE_ENDIAN);
        List<Field> fields = new ArrayList<>();
        while (in.hasRemaining()) {
            long key = varint(in);
            fields.add(field((int) (key >>> 3), (int) (key & 7), in));
        }
        return new Message(fields);
    }

    private static Field field(int number, int type, ByteBuffer in) {
        ByteBuffer none = ByteBuffer.allocate(0);
        return switch (type) {
            case 0 -> new Field(number, varint(in), none);
            case 1 -> new Field(number, in.getLong(), none);
            case 2 -> {
                int length = (int) varint(in);
                ByteBuffer bytes = in.slice(in.position(), length);
                in.position(in.position() + length);
                yield new Field(number, length, bytes);
            }
            case 5 -> new Field(number, in.getInt() & 0xffff_ffffL, none);
            default -> throw new AssertionError("field " + number + " has the unknown wire type " + type);
        };
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte next = in.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new AssertionError("a varint is longer than ten bytes");
    }

    /** The value of the last field with that number. */
    public OptionalLong number(int field) {
        return fields.stream()
                .filter(f -> f.number() == field)
                .mapToLong(Field::value)
                .reduce((a, b) -> b);
    }
}
