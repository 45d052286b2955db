package io.sluice.sink.object;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the object says with which a set is committed: lines of words. The reference to the parent is coded as in a URL.
 *
 * @param writer who wrote it
 * @param parent the reference to the parent, to the letter
 * @param images the length of each image in bytes
 */
record Marker(String writer, Optional<String> parent, SortedMap<String, Long> images) {
    private static final String FORM = "sluice-set 1";
    private static final String END = "end";
    /** A line has three words at the most. */
    private static final int WORDS = 3;

    String text() {
        StringBuilder lines = new StringBuilder(FORM).append('\n');
        lines.append("writer ").append(writer).append('\n');
        parent.ifPresent(reference -> lines.append("parent ")
                .append(URLEncoder.encode(reference, UTF_8))
                .append('\n'));
        images.forEach((name, length) ->
                lines.append("image ").append(name).append(' ').append(length).append('\n'));
        return lines.append(END).append('\n').toString();
    }

    Marker withParent(String reference) {
        return new Marker(writer, Optional.of(reference), images);
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @param label where it was found, for messages
     */
    static Marker parse(String label, String text) throws IOException {
        String writer = null;
        Optional<String> parent = Optional.empty();
        SortedMap<String, Long> images = new TreeMap<>();
        String[] lines = text.split("\n", -1);
        if (lines.length < WORDS || !lines[0].equals(FORM) || !lines[lines.length - 2].equals(END)) {
            throw damaged(label, "it is no marker of a set");
        }
        for (int line = 1; line < lines.length - 2; line++) {
            String[] words = lines[line].split(" ", WORDS);
            switch (words[0]) {
                case "writer" -> writer = words[1];
                case "parent" -> parent = Optional.of(decoded(label, words[1]));
                case "image" -> images.put(image(label, words), length(label, words[2]));
                default -> throw damaged(label, "line " + (line + 1) + " is not understood");
            }
        }
        if (writer == null || !writer.matches("[0-9a-f-]{36}")) {
            throw damaged(label, "it names no writer");
        }
        return new Marker(writer, parent, images);
    }

    private static String decoded(String label, String word) throws IOException {
        try {
            return URLDecoder.decode(word, UTF_8);
        } catch (IllegalArgumentException wrong) {
            throw damaged(label, "its parent is not understood");
        }
    }

    private static String image(String label, String[] words) throws IOException {
        if (words.length != WORDS || !SetKeys.isImageName(words[1])) {
            throw damaged(label, "it names an image that cannot be one");
        }
        return words[1];
    }

    private static long length(String label, String word) throws IOException {
        try {
            return Long.parseUnsignedLong(word);
        } catch (NumberFormatException wrong) {
            throw damaged(label, "an image has no length");
        }
    }

    private static IOException damaged(String label, String what) {
        return new IOException(label + " is damaged: " + what);
    }
}
