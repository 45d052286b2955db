package io.sluice.image.copy;

import io.sluice.failure.ErrorCode;
import io.sluice.failure.SluiceException;
import io.sluice.spi.sink.ImageSink;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;

/**
 * One more sink that gets every new set.
 *
 * @param label what reports call it
 * @param sink the sink
 * @param to below what its sets are: {@code set/2} becomes {@code to/set/2}, and {@code /set/2} too
 * @param required whether its failure is the dump's; else it is dropped, and the report says so
 */
public record Copy(String label, ImageSink sink, String to, boolean required) {
    public Copy {
        Objects.requireNonNull(label);
        Objects.requireNonNull(sink);
        Objects.requireNonNull(to);
    }

    /**
     * Where a set is here.
     *
     * @throws SluiceException {@code USAGE} when the name leads above the folder that names are relative to
     */
    public String place(String set) {
        Deque<String> parts = new ArrayDeque<>();
        for (String part : set.split("/", -1)) {
            if (part.equals("..")) {
                if (parts.pollLast() == null) {
                    throw new SluiceException(
                            ErrorCode.USAGE,
                            "there is no place for the copy of " + set + " below " + to,
                            "name the set by its full path");
                }
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.add(part);
            }
        }
        return to + "/" + String.join("/", parts);
    }
}
