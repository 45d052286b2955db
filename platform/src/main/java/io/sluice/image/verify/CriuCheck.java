package io.sluice.image.verify;

import io.sluice.failure.SluiceException;
import io.sluice.image.ImageSet;
import io.sluice.image.PagesKey;
import io.sluice.image.format.ImageType;
import io.sluice.image.format.MessageReader;
import io.sluice.image.message.AnyEntry;
import io.sluice.image.message.CoreEntry;
import io.sluice.image.message.PstreeEntry;
import java.util.Map;
import java.util.Optional;

/** Checks what the format of CRIU's own sets allows to check: images of the right kind, whole messages, none missing. */
final class CriuCheck {
    private static final Map<String, ImageType> BY_PREFIX = Map.of(
            "core-", ImageType.CORE,
            "mm-", ImageType.MM,
            "ids-", ImageType.IDS,
            "fs-", ImageType.FS,
            "fdinfo-", ImageType.FDINFO,
            "files.", ImageType.FILES,
            "pstree.", ImageType.PSTREE);
    private static final int DEAD = 2;

    private final ImageSet set;
    private final Findings findings;

    CriuCheck(ImageSet set, Findings findings) {
        this.set = set;
        this.findings = findings;
    }

    void check() {
        for (String image : set.imageNames()) {
            if (image.endsWith(".img")) {
                type(image).ifPresent(type -> guarded(image, () -> messages(type, image)));
            }
        }
        guarded("pstree.img", this::tasks);
    }

    private static Optional<ImageType> type(String image) {
        return BY_PREFIX.entrySet().stream()
                .filter(entry -> image.startsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .findAny();
    }

    private void messages(ImageType type, String image) {
        try (MessageReader messages = set.messages(type, image).orElseThrow()) {
            long before = 0;
            while (messages.next(AnyEntry.parser()).isPresent()) {
                findings.read(messages.offset() - before);
                before = messages.offset();
            }
        }
    }

    /** A pre-dump has no tree; a dump has one, and for each task of it these images. */
    private void tasks() {
        Optional<MessageReader> opened = set.messages(ImageType.PSTREE, "pstree.img");
        if (opened.isEmpty()) {
            return;
        }
        try (MessageReader messages = opened.get()) {
            for (Optional<PstreeEntry> task = messages.next(PstreeEntry.parser());
                    task.isPresent();
                    task = messages.next(PstreeEntry.parser())) {
                task(task.get().getPid());
            }
        }
    }

    private void task(int pid) {
        String core = "core-" + pid + ".img";
        guarded(core, () -> {
            Optional<MessageReader> messages = set.messages(ImageType.CORE, core);
            if (messages.isEmpty()) {
                findings.add(Problem.of(set.name(), core, "it is missing, and the tree has its task"));
                return;
            }
            try (MessageReader reader = messages.get()) {
                CoreEntry entry = reader.first(CoreEntry.parser());
                if (!entry.hasTc() || entry.getTc().getTaskState() != DEAD) {
                    memory(pid);
                }
            }
        });
    }

    private void memory(int pid) {
        for (String image : new String[] {"mm-" + pid + ".img", new PagesKey.Task(pid).image()}) {
            if (set.length(image).isEmpty()) {
                findings.add(Problem.of(set.name(), image, "it is missing, and the tree has its task"));
            }
        }
    }

    private void guarded(String image, Runnable check) {
        try {
            check.run();
        } catch (SluiceException wrong) {
            Thrown.requireDamage(wrong);
            findings.add(Problem.of(set.name(), image, wrong));
        }
    }
}
