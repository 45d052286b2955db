package io.sluice.validate;

import io.sluice.config.FileRule;
import io.sluice.control.Control;
import io.sluice.image.manifest.CookieEntry;
import io.sluice.image.manifest.FileEntry;
import io.sluice.image.manifest.OnMismatch;
import io.sluice.kernel.Errno;
import io.sluice.kernel.KernelException;
import io.sluice.kernel.PinnedFile;
import io.sluice.plugin.Validators;
import io.sluice.spi.file.Cookie;
import io.sluice.spi.file.FileValidator;
import io.sluice.spi.file.Verdict;
import java.util.List;
import java.util.Optional;

/** Compares the files that a set records with those of this machine. */
public final class FileCheck {
    private static final String STAGE = "comparing files";

    private final List<FileRule> rules;
    private final Validators validators;
    private final PinnedFile root;
    private final Control control;
    private final KernelFiles kernelFiles =
            KernelFiles.seenBy((int) ProcessHandle.current().pid());

    /**
     * Prepares it.
     *
     * @param rules of these, those that somebody wrote say what a mismatch does; else the set does
     * @param root the folder that the files are below; links do not lead out of it. Not closed by this.
     */
    public FileCheck(List<FileRule> rules, Validators validators, PinnedFile root, Control control) {
        this.rules = rules.stream().filter(rule -> !rule.isDefault()).toList();
        this.validators = validators;
        this.root = root;
        this.control = control;
    }

    /** Compares all, in two threads. */
    public FileReport check(String set, List<FileEntry> files) {
        return check(set, files, false);
    }

    /** As {@link #check}; a file with another mode is another file too. */
    public FileReport checkWithModes(String set, List<FileEntry> files) {
        return check(set, files, true);
    }

    private FileReport check(String set, List<FileEntry> files, boolean modes) {
        return new FileReport(set, new FileThreads(control, STAGE).each(files, file -> check(file, modes)));
    }

    private FileFinding check(FileEntry file, boolean modes) {
        OnMismatch policy = rules.stream()
                .filter(rule -> rule.fits(file.path()))
                .findFirst()
                .flatMap(FileRule::onMismatch)
                .orElse(file.policy());
        boolean provable = file.cookie().isPresent() && !file.deleted();
        return new FileFinding(
                file.path(),
                file.cookie().map(CookieEntry::method).orElse(""),
                verdict(file, policy, modes),
                policy,
                provable);
    }

    private Verdict verdict(FileEntry file, OnMismatch policy, boolean modes) {
        if (file.deleted()) {
            return new Verdict.Unknown("it had been deleted when the set was made");
        }
        if (file.cookie().isEmpty()) {
            return new Verdict.Unknown(
                    "the set has no cookie of it: " + file.without().orElse(""));
        }
        try (PinnedFile pinned = root.below(file.path())) {
            HeldFile now = HeldFile.now(file.path(), pinned);
            return modes && now.mode() != file.mode() && file.mode() != 0
                    ? new Verdict.Mismatch(String.format("its mode is %o, and was %o", now.mode(), file.mode()))
                    : compare(file, file.cookie().get(), now, policy);
        } catch (KernelException failure) {
            boolean missing =
                    failure.errno().equals(Errno.ENOENT) || failure.errno().equals(Errno.ENOTDIR);
            return missing
                    ? new Verdict.Mismatch("there is no such file")
                    : new Verdict.Unknown("it cannot be opened (" + failure.errno() + ")");
        }
    }

    private Verdict compare(FileEntry file, CookieEntry entry, HeldFile now, OnMismatch policy) {
        Optional<FileValidator> validator = validators.named(entry.method());
        if (validator.isEmpty()) {
            return new Verdict.Unknown("no validator '" + entry.method() + "' is loaded and called for by a rule");
        }
        boolean mayGrow = policy == OnMismatch.APPEND_OK;
        Optional<Verdict> outside = outside(file, now, mayGrow);
        if (outside.isPresent()) {
            return outside.get();
        }
        Cookie cookie = new Cookie(entry.method(), entry.version(), entry.content());
        Verdict verdict =
                ValidatorCalls.compare(validator.get(), cookie, mayGrow ? new FirstPart(now, file.size()) : now);
        return mayGrow || now.isUnchanged() ? verdict : new Verdict.Unknown("it changed while it was read");
    }

    /** What needs no look into the file. */
    private Optional<Verdict> outside(FileEntry file, HeldFile now, boolean mayGrow) {
        if (!now.facts().isRegular()) {
            return Optional.of(new Verdict.Mismatch("it is " + now.facts().kind()));
        }
        Optional<String> type = kernelFiles.type(now.facts());
        if (type.isPresent()) {
            return Optional.of(new Verdict.Mismatch("it is a file of the kernel's own (" + type.get() + ")"));
        }
        boolean fits = mayGrow ? now.size() >= file.size() : now.size() == file.size();
        return fits
                ? Optional.empty()
                : Optional.of(new Verdict.Mismatch("it has " + now.size() + " bytes, and had " + file.size()));
    }
}
