package io.sluice.validate;

import io.sluice.config.FileRule;
import io.sluice.image.manifest.CookieEntry;
import io.sluice.image.manifest.FileEntry;
import io.sluice.kernel.FileStatus;
import io.sluice.kernel.KernelException;
import io.sluice.kernel.PinnedFile;
import io.sluice.plugin.Chosen;
import io.sluice.plugin.Validators;
import io.sluice.proc.LeasedFiles;
import io.sluice.spi.file.Cookie;
import io.sluice.spi.file.CookieResult;
import io.sluice.spi.file.FileValidator;
import io.sluice.spi.file.ValidatedFile;
import java.util.List;
import java.util.Optional;

/** Makes the entries of files, by the first rule that fits each. Usable from any thread. */
final class CookieMaker {
    private static final String CHANGED = "it changed while it was read";

    private final List<Methods> methods;
    private final Methods otherwise;
    private final KernelFiles kernelFiles;
    private final LeasedFiles leased = LeasedFiles.now();
    private final CookieCache cache;

    CookieMaker(List<FileRule> rules, Validators validators, KernelFiles kernelFiles, CookieCache cache) {
        this.methods = rules.stream().map(rule -> Methods.of(rule, validators)).toList();
        this.otherwise = Methods.of(FileRule.forAll(), validators);
        this.kernelFiles = kernelFiles;
        this.cache = cache;
    }

    /** What came of one file. */
    sealed interface Result {
        /** It is recorded. */
        record Recorded(FileEntry entry) implements Result {}

        /** It is unmapped or closed by now. */
        record Gone() implements Result {}

        /** It cannot be looked at. */
        record Refused(String name, String reason) implements Result {}
    }

    Result make(FoundFile found) {
        try {
            Optional<FileEntry> known = known(found);
            return new Result.Recorded(known.isPresent() ? known.get() : looked(found));
        } catch (KernelException failure) {
            return failure.errno().isGone()
                    ? new Result.Gone()
                    : new Result.Refused(found.name(), "it cannot be opened (" + failure.errno() + ")");
        }
    }

    /** What can be told of most files by one call, and without holding them. */
    private Optional<FileEntry> known(FoundFile found) {
        if (found.written() || found.seemsDeleted()) {
            return Optional.empty();
        }
        FileStatus status = FileStatus.of(found.place());
        Methods chosen = methods(found.name());
        return unread(status)
                .or(() -> cache.get(CookieKey.of(status, chosen)).map(cookie -> Answer.of(status, cookie)))
                .map(answer -> entry(found.name(), false, chosen, answer));
    }

    private FileEntry looked(FoundFile found) {
        try (PinnedFile pinned = PinnedFile.of(found.place())) {
            HeldFile file = HeldFile.now(found.name(), pinned);
            boolean deleted = found.seemsDeleted() && !isThere(found.name(), file.facts());
            String path = deleted ? found.formerName() : found.name();
            Methods chosen = methods(path);
            return entry(
                    path, deleted, chosen, answer(new HeldFile(path, pinned, file.facts()), chosen, found.written()));
        }
    }

    private Methods methods(String path) {
        return methods.stream()
                .filter(each -> each.rule().fits(path))
                .findFirst()
                .orElse(otherwise);
    }

    private static FileEntry entry(String path, boolean deleted, Methods chosen, Answer answer) {
        return new FileEntry(
                path,
                deleted,
                answer.facts().size(),
                answer.facts().mode(),
                answer.facts().modified(),
                chosen.onMismatch().word(),
                answer.cookie(),
                answer.without());
    }

    /** Whether a file has that name although it sounds deleted. */
    private static boolean isThere(String name, FileStatus facts) {
        try {
            FileStatus other = FileStatus.of(name);
            return other.device() == facts.device() && other.inode() == facts.inode();
        } catch (KernelException missing) {
            return false;
        }
    }

    /** What validators said of the file as it was then. */
    private record Answer(FileStatus facts, Optional<CookieEntry> cookie, Optional<String> without) {
        static Answer of(FileStatus facts, CookieEntry cookie) {
            return new Answer(facts, Optional.of(cookie), Optional.empty());
        }

        static Answer without(FileStatus facts, String why) {
            return new Answer(facts, Optional.empty(), Optional.of(why));
        }
    }

    /** What is said of files that are not opened. */
    private Optional<Answer> unread(FileStatus file) {
        Optional<String> kernels = kernelFiles.type(file);
        if (file.isRegular() && leased.contains(file.inode())) {
            return Optional.of(Answer.without(file, "it has a lease, which opening it might break"));
        }
        if (file.isRegular() && kernels.isEmpty()) {
            return Optional.empty();
        }
        String kind =
                kernels.map(type -> "a file of the kernel's own (" + type + ")").orElse(file.kind());
        return Optional.of(Answer.without(file, "it is " + kind));
    }

    private Answer answer(HeldFile file, Methods chosen, boolean written) {
        Optional<Answer> unread = unread(file.facts());
        if (unread.isPresent()) {
            return unread.get();
        }
        CookieKey key = CookieKey.of(file.facts(), chosen);
        Optional<CookieEntry> known = written ? Optional.empty() : cache.get(key);
        if (known.isPresent()) {
            return Answer.of(file.facts(), known.get());
        }
        Answer made = made(file, chosen);
        made.cookie()
                .filter(cookie -> !written && made.facts().equals(file.facts()))
                .ifPresent(cookie -> cache.put(key, file.facts(), cookie));
        return made;
    }

    /** The first method that has an answer. */
    private static Answer made(HeldFile file, Methods chosen) {
        HeldFile now = file;
        String why = "no validator for it is loaded";
        for (Chosen<FileValidator> method : chosen.validators()) {
            now = HeldFile.now(file.path(), file.pinned());
            CookieResult result = ValidatorCalls.cookie(method.component(), lent(now, chosen));
            Optional<String> wrong = wrong(result, now, chosen);
            if (wrong.isEmpty()) {
                Cookie cookie = ((CookieResult.Made) result).cookie();
                return Answer.of(now.facts(), CookieEntry.of(cookie.validator(), cookie.version(), cookie.bytes()));
            }
            why = wrong.get();
        }
        return Answer.without(now.facts(), why);
    }

    private static Optional<String> wrong(CookieResult result, HeldFile file, Methods chosen) {
        if (result instanceof CookieResult.None none) {
            return Optional.of(none.reason());
        }
        if (((CookieResult.Made) result).cookie().bytes().length > CookieEntry.MOST_BYTES) {
            return Optional.of("its cookie would be too long");
        }
        return file.isUnchanged() || chosen.mayGrow() ? Optional.empty() : Optional.of(CHANGED);
    }

    /** A file that may grow does so also now: what it has had is lent. */
    private static ValidatedFile lent(HeldFile file, Methods chosen) {
        return chosen.mayGrow() ? new FirstPart(file, file.size()) : file;
    }
}
