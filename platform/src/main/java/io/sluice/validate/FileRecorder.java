package io.sluice.validate;

import io.sluice.config.FileRule;
import io.sluice.control.Control;
import io.sluice.image.manifest.FileEntry;
import io.sluice.plugin.Validators;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Records the files that a tree maps and has open, while it runs. */
public final class FileRecorder {
    private static final String STAGE = "looking at files";

    private final List<FileRule> rules;
    private final Validators validators;
    private final Optional<Path> cache;
    private final Control control;

    /**
     * Prepares it.
     *
     * @param rules the first that fits a file counts; with none no files are recorded
     * @param cache a folder where cookies are kept for the next time; empty: they are not
     */
    public FileRecorder(List<FileRule> rules, Validators validators, Optional<Path> cache, Control control) {
        this.rules = rules;
        this.validators = validators;
        this.cache = cache;
        this.control = control;
    }

    /**
     * What was recorded.
     *
     * @param files as the manifest has them
     * @param notes what a person should know, a line each
     */
    public record Recorded(List<FileEntry> files, List<String> notes) {}

    /**
     * Looks at the files of these tasks, in two threads. Tasks that have ended have none.
     *
     * @param pids the root of the tree first
     */
    public Recorded record(List<Integer> pids) {
        if (rules.isEmpty() || pids.isEmpty()) {
            return new Recorded(List.of(), List.of());
        }
        control.check(STAGE);
        TreeFiles tree = new TreeFiles();
        pids.forEach(tree::add);
        CookieCache cookies = CookieCache.open(cache);
        CookieMaker maker = new CookieMaker(rules, validators, KernelFiles.seenBy(pids.get(0)), cookies);
        RecordedFiles recorded = new RecordedFiles();
        new FileThreads(control, STAGE).each(tree.all(), maker::make).forEach(recorded::add);
        cookies.save();
        if (tree.more()) {
            recorded.note("the tree has more files than are looked at: those beyond are not recorded");
        }
        if (rules.stream().allMatch(rule -> validators.of(rule).isEmpty())) {
            recorded.note(
                    "files are recorded without cookies: no validator is loaded (add file-verify to plugins: load:)");
        }
        return new Recorded(recorded.entries(), recorded.notes());
    }
}
