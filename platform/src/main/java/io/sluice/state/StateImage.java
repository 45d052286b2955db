package io.sluice.state;

import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
import io.sluice.image.format.ImageType;
import java.util.List;

/**
 * An image of the state of a tree, ready to be written.
 *
 * @param name the image's name
 * @param type what kind of image it is
 * @param parts its messages, in order
 */
public record StateImage(String name, ImageType type, List<Part> parts) {
    public StateImage {
        parts = List.copyOf(parts);
    }

    /** One of messages alone. */
    public static StateImage of(String name, ImageType type, List<? extends MessageLite> messages) {
        return new StateImage(
                name,
                type,
                messages.stream()
                        .map(message -> new Part(message, ByteString.EMPTY))
                        .toList());
    }

    /**
     * A message, and what stands behind it without a length of its own.
     *
     * @param bytes most have none
     */
    public record Part(MessageLite message, ByteString bytes) {}
}
