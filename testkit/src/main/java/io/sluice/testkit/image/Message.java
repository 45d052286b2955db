package io.sluice.testkit.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A protobuf message taken apart by the wire format alone.
 *
 * @param fields in their order
 */
public record Message(List<Field> fields) {
    private static final int LENGTH = 2;

    /**
     * One field.
     *
     * @param number its number
     * @param type its wire type
     * @param value of a varint or fixed field; of a field with a length, the length
     * @param bytes of a field with a length; else empty
     */
    public record Field(int number, int type, long value, ByteBuffer bytes) {}

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
            case 0 -> new Field(number, type, varint(in), none);
            case 1 -> new Field(number, type, in.getLong(), none);
            case 2 -> {
                int length = (int) varint(in);
                ByteBuffer bytes = in.slice(in.position(), length);
                in.position(in.position() + length);
                yield new Field(number, type, length, bytes);
            }
            case 5 -> new Field(number, type, in.getInt() & 0xffff_ffffL, none);
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

    /** The bytes of the last field with that number. */
    public Optional<ByteBuffer> bytes(int field) {
        return fields.stream()
                .filter(f -> f.number() == field)
                .map(f -> f.bytes().duplicate())
                .reduce((a, b) -> b);
    }

    /** The same with another message in the place of every field with that number. */
    public Message with(int field, Message contents) {
        ByteBuffer bytes = contents.encoded();
        return new Message(fields.stream()
                .map(f -> f.number() == field ? new Field(field, LENGTH, bytes.remaining(), bytes) : f)
                .toList());
    }

    /** Its wire format. */
    public ByteBuffer encoded() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Field field : fields) {
            varint(out, ((long) field.number() << 3) | field.type());
            switch (field.type()) {
                case 0 -> varint(out, field.value());
                case 1 -> fixed(out, field.value(), Long.BYTES);
                case 5 -> fixed(out, field.value(), Integer.BYTES);
                default -> {
                    varint(out, field.value());
                    out.writeBytes(array(field.bytes()));
                }
            }
        }
        return ByteBuffer.wrap(out.toByteArray());
    }

    private static void varint(ByteArrayOutputStream out, long value) {
        long left = value;
        for (; (left & ~0x7fL) != 0; left >>>= 7) {
            out.write((int) ((left & 0x7f) | 0x80));
        }
        out.write((int) left);
    }

    private static void fixed(ByteArrayOutputStream out, long value, int bytes) {
        for (int i = 0; i < bytes; i++) {
            out.write((int) (value >>> (i * Byte.SIZE)));
        }
    }

    private static byte[] array(ByteBuffer bytes) {
        byte[] array = new byte[bytes.remaining()];
        bytes.duplicate().get(array);
        return array;
    }
}
