package io.sluice.sink.object;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Where a set is.
 *
 * @param bucket empty when none was given
 * @param key without slashes at its ends
 */
record Location(String bucket, String key) {
    private static final String SCHEME = "s3://";

    /**
     * What a name stands for.
     *
     * @param name {@code s3://BUCKET/KEY}, a key from the bucket's root on when it begins with a slash, or one below {@code base}
     */
    static Location of(Location base, String name) {
        if (name.startsWith(SCHEME)) {
            String rest = name.substring(SCHEME.length());
            int slash = rest.indexOf('/');
            return slash < 0
                    ? new Location(rest, "")
                    : new Location(rest.substring(0, slash), join("", rest.substring(slash)));
        }
        return new Location(base.bucket, join(name.startsWith("/") ? "" : base.key, name));
    }

    /** Follows dots as paths have them; nothing is above the root. */
    private static String join(String base, String name) {
        Deque<String> steps = new ArrayDeque<>();
        for (String step : (base + "/" + name).split("/", -1)) {
            if (step.equals("..")) {
                steps.pollLast();
            } else if (!step.isEmpty() && !step.equals(".")) {
                steps.addLast(step);
            }
        }
        return String.join("/", steps);
    }

    /** A key in the folder of this. */
    String within(String name) {
        return key.isEmpty() ? name : key + "/" + name;
    }

    Location parent() {
        return of(this, "..");
    }

    /** The name that always means this. */
    @Override
    public String toString() {
        return SCHEME + bucket + "/" + key;
    }
}
