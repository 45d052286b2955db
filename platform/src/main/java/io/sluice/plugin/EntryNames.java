package io.sluice.plugin;

import java.util.regex.Pattern;

/** Names in archives, which may lie. */
final class EntryNames {
    private static final Pattern ABSOLUTE = Pattern.compile("[/\\\\].*|[A-Za-z]:.*", Pattern.DOTALL);
    private static final Pattern CLIMBING = Pattern.compile("(.*[/\\\\])?\\.\\.([/\\\\].*)?", Pattern.DOTALL);

    private EntryNames() {}

    /** Whether it leads out of the folder that the archive is unpacked into. */
    static boolean leadsOut(String name) {
        return ABSOLUTE.matcher(name).matches() || CLIMBING.matcher(name).matches();
    }

    static String quoted(String name) {
        return "'" + name + "'";
    }
}
