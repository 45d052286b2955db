package io.sluice.image.describe;

import io.sluice.control.Control;
import io.sluice.image.ImageSet;
import io.sluice.image.PagemapCursor;
import io.sluice.image.PagesKey;
import io.sluice.image.sign.Signers;
import io.sluice.image.verify.Verifier;
import io.sluice.spi.sink.ImageSink;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Describes sets, ours and CRIU's own. What it reads is checked (see {@link ImageSet}); pages only where that is said. */
public final class Inspector {
    private static final String STAGE = "reading the images";

    private final Control control;

    private Inspector(Control control) {
        this.control = control;
    }

    /**
     * Describes one set, wherever in a chain it stands.
     *
     * @throws io.sluice.failure.SluiceException {@code SET_MISSING}, {@code SET_DAMAGED} or {@code STORAGE}
     */
    public static SetDescription describe(ImageSink sink, String name, Control control) {
        try (ImageSet set = ImageSet.openPart(sink, name, Signers.ANY)) {
            return new Inspector(control).describe(set);
        }
    }

    /**
     * Describes a set and all that it adds to.
     *
     * @throws io.sluice.failure.SluiceException {@code SET_MISSING}, {@code SET_DAMAGED} or {@code STORAGE}
     */
    public static ChainDescription chain(ImageSink sink, String name, Control control) {
        return chain(sink, name, Signers.ANY, control);
    }

    /**
     * Describes a set and all that it adds to.
     *
     * @param demanded who must have signed them
     * @throws io.sluice.failure.SluiceException {@code SET_MISSING}, {@code SET_DAMAGED} or {@code STORAGE}
     */
    public static ChainDescription chain(ImageSink sink, String name, Signers demanded, Control control) {
        Inspector inspector = new Inspector(control);
        List<SetDescription> sets = new ArrayList<>();
        try (ImageSet newest = ImageSet.open(sink, name, demanded)) {
            Optional<ImageSet> next = Optional.of(newest);
            while (next.isPresent()) {
                sets.add(inspector.describe(next.get()));
                next = next.get().parent();
            }
        }
        return new ChainDescription(sets);
    }

    /**
     * As {@link #chain(ImageSink, String, Signers, Control)}, when every byte of the chain is as it was written.
     *
     * @throws io.sluice.failure.SluiceException {@code SET_MISSING}, {@code SET_DAMAGED} or {@code STORAGE}
     */
    public static ChainDescription soundChain(ImageSink sink, String name, Signers demanded, Control control) {
        Verifier.verify(sink, name, demanded, control)
                .requireSound(name, "see sluice verify; show --quick does not look at the pages");
        return chain(sink, name, demanded, control);
    }

    private SetDescription describe(ImageSet set) {
        List<PagesDescription> pages = new ArrayList<>();
        for (PagesKey key : set.pageSets()) {
            control.check(STAGE);
            pages.add(pages(set, key));
        }
        return new SetDescription(
                set.name(),
                set.parentReference(),
                set.manifest(),
                set.inventory(),
                set.pageSize(),
                bytes(set),
                set.punched().bytes(),
                Tasks.of(set),
                pages);
    }

    private static PagesDescription pages(ImageSet set, PagesKey key) {
        try (PagemapCursor cursor = set.pagemap(key).orElseThrow()) {
            return new MappingCount(set.pageSize(), Mappings.of(set, key)).count(key, cursor);
        }
    }

    private static long bytes(ImageSet set) {
        return set.imageNames().stream()
                .mapToLong(image -> set.length(image).orElse(0L))
                .sum();
    }
}
