package io.sluice.testkit.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The fields of files.img by which a restore knows a file again: size, mode, build-id, checksum. */
public final class FileFields {
    private static final int FILES = 0x56303138;
    private static final int LEAD = 0x54564319;
    private static final int REGULAR = 3;
    private static final int NAME = 6;
    private static final Set<Integer> VALIDATION = Set.of(8, 10, 11, 12, 13, 14);

    private FileFields() {}

    /**
     * Gives the entries of one set the fields that another one has of the files of the same names. All else, also the ids, stays.
     *
     * @param from the set whose fields count
     * @param into the set whose files.img is written anew
     * @return the names of the files that got theirs
     */
    public static List<String> copy(Path from, Path into) throws IOException {
        Map<String, List<Message.Field>> known = new HashMap<>();
        for (Message entry : entries(from)) {
            entry.bytes(REGULAR).map(Message::parse).ifPresent(file -> known.put(name(file), validation(file)));
        }
        List<String> named = new ArrayList<>();
        List<Message> entries = new ArrayList<>();
        for (Message entry : entries(into)) {
            entries.add(entry.bytes(REGULAR)
                    .map(Message::parse)
                    .filter(file -> known.containsKey(name(file)))
                    .map(file -> {
                        named.add(name(file));
                        return entry.with(REGULAR, withFields(file, known.get(name(file))));
                    })
                    .orElse(entry));
        }
        write(into.resolve("files.img"), entries);
        return named;
    }

    private static List<Message> entries(Path set) throws IOException {
        return ImageFile.read(set.resolve("files.img")).messages();
    }

    private static String name(Message file) {
        return StandardCharsets.UTF_8.decode(file.bytes(NAME).orElseThrow()).toString();
    }

    private static List<Message.Field> validation(Message file) {
        return file.fields().stream()
                .filter(field -> VALIDATION.contains(field.number()))
                .toList();
    }

    private static Message withFields(Message file, List<Message.Field> fields) {
        List<Message.Field> all = new ArrayList<>(file.fields());
        all.removeIf(field -> VALIDATION.contains(field.number()));
        all.addAll(fields);
        return new Message(all);
    }

    private static void write(Path image, List<Message> entries) throws IOException {
        List<ByteBuffer> encoded = entries.stream().map(Message::encoded).toList();
        int length = encoded.stream()
                .mapToInt(entry -> Integer.BYTES + entry.remaining())
                .sum();
        ByteBuffer out = ByteBuffer.allocate(2 * Integer.BYTES + length).order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(LEAD).putInt(FILES);
        encoded.forEach(entry -> out.putInt(entry.remaining()).put(entry));
        Files.write(image, out.array());
    }
}
