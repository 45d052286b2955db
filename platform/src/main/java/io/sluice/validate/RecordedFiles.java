package io.sluice.validate;

import io.sluice.image.manifest.FileEntry;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Gathers what came of files, each once, and no more than a manifest can hold. For one thread. */
final class RecordedFiles {
    private static final int MOST_FILES = 8192;
    private static final long MOST_LETTERS = 1 << 20;

    private final Set<FileEntry> entries = new LinkedHashSet<>();
    private final List<String> notes = new ArrayList<>();
    private long letters;
    private int tooMany;
    private int refused;

    void add(CookieMaker.Result result) {
        if (result instanceof CookieMaker.Result.Recorded recorded) {
            add(recorded.entry());
        } else if (result instanceof CookieMaker.Result.Refused refusal && refused++ == 0) {
            // A name may hold what a terminal would obey.
            String name = refusal.name().replaceAll("\\p{Cntrl}", "?");
            note("the file " + name + " is not recorded: " + refusal.reason());
        }
    }

    void note(String line) {
        notes.add(line);
    }

    private void add(FileEntry entry) {
        if (entries.contains(entry)) {
            return;
        }
        if (entries.size() < MOST_FILES && letters + entry.path().length() <= MOST_LETTERS) {
            letters += entry.path().length();
            entries.add(entry);
        } else {
            tooMany++;
        }
    }

    List<FileEntry> entries() {
        return List.copyOf(entries);
    }

    /** What a person should know, a line each. Asked once. */
    List<String> notes() {
        if (refused > 1) {
            note((refused - 1) + " more files are not recorded, which cannot be looked at");
        }
        if (tooMany > 0) {
            note(tooMany + " files are not recorded: a set has room for " + MOST_FILES);
        }
        return List.copyOf(notes);
    }
}
