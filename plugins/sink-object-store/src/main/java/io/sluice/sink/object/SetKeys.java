package io.sluice.sink.object;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The keys of one set.
 *
 * @param location where it is
 */
record SetKeys(Location location) {
    static final String MARKER = "set.sluice";
    private static final String LOCK = "writer.sluice";
    private static final String IMAGES = "images-";
    private static final Pattern IMAGE_NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,254}");
    private static final Pattern OURS = Pattern.compile(IMAGES + "([0-9a-f-]{36})/[^/]+");

    String bucket() {
        return location.bucket();
    }

    /** The object with whose appearance the set is committed. */
    String marker() {
        return location.within(MARKER);
    }

    /** The object of who is at work. */
    String lock() {
        return location.within(LOCK);
    }

    String image(String writer, String name) {
        return images(writer) + name;
    }

    /** What the keys of all images of one writer begin with. */
    String images(String writer) {
        return anyImages() + writer + "/";
    }

    /** What the keys of images of all writers begin with. */
    String anyImages() {
        return location.within(IMAGES);
    }

    /** Whose image a key is; empty when it is none of this set. */
    Optional<String> writer(String key) {
        String folder = location.within("");
        Matcher matcher = OURS.matcher(key.startsWith(folder) ? key.substring(folder.length()) : "");
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    static boolean isImageName(String name) {
        return IMAGE_NAME.matcher(name).matches();
    }
}
