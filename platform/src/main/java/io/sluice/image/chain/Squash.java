package io.sluice.image.chain;

import io.sluice.control.Progress;
import io.sluice.failure.ErrorCode;
import io.sluice.failure.SluiceException;
import io.sluice.image.ImageSet;
import io.sluice.image.Inventory;
import io.sluice.image.NewSet;
import io.sluice.image.PageImages;
import io.sluice.image.PagesKey;
import io.sluice.image.Papers;
import io.sluice.image.PreDumpMode;
import io.sluice.image.SetFacts;
import io.sluice.image.SetKind;
import io.sluice.image.StorageFailure;
import io.sluice.image.format.Damage;
import io.sluice.image.manifest.Counts;
import io.sluice.image.manifest.Manifest;
import io.sluice.image.manifest.SetIdentity;
import io.sluice.spi.memory.PageRange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Makes one whole set of a chain: each page as a restore of the newest set would see it. Reads two blocks of 1 MiB of each set
 * at the most, whatever the sets hold.
 */
public final class Squash {
    private static final String STAGE = "squashing";
    private static final int BUFFER = 1 << 20;

    private final Workplace place;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
    private long expected;
    private long written;

    private Squash(Workplace place) {
        this.place = place;
    }

    /**
     * Squashes. The chain stays as it is; the new set may stand in its place (see {@link Manifest#replaces}).
     *
     * @param set the newest of the chain; it is checked first, every byte
     * @param into the name of the new set
     * @return what the new set says of itself
     * @throws SluiceException {@code SET_DAMAGED}, {@code SET_TAKEN}, {@code STORAGE}; {@code USAGE} when the chain is signed
     *     and no key is given, or has a set of CRIU's own. Then there is no new set
     */
    public static Manifest squash(Workplace place, String set, String into) {
        place.signing().requireReadable();
        place.requireSound(set);
        try (ImageSet newest = place.open(set)) {
            return write(place, newest, into);
        }
    }

    /** Squashes a chain that was checked. */
    static Manifest write(Workplace place, ImageSet newest, String into) {
        return new Squash(place).write(newest, into);
    }

    private Manifest write(ImageSet newest, String into) {
        Manifest told = newest.manifest().orElseThrow(() -> foreign(newest));
        requireKey(newest);
        Counts counts = told.counts();
        expected = (counts.written() + counts.parent() + counts.sharedWritten() + counts.sharedParent())
                * newest.pageSize();
        Papers papers =
                new Papers(replaced(told), given(newest), place.signing().key());
        try (NewSet whole =
                NewSet.begin(place.sink(), into, Optional.empty(), Instant.now(), newest.pageSize(), papers)) {
            for (PagesKey key : newest.pageSets()) {
                pages(newest, key, whole);
            }
            state(newest, whole);
            place.joining().join(newest, whole);
            return whole.commit(facts(told, newest.inventory()));
        } catch (IOException failed) {
            throw StorageFailure.of(into, failed);
        }
    }

    /** The state that a dump has beside its pages is that of the newest set. */
    private static void state(ImageSet newest, NewSet whole) throws IOException {
        if (newest.inventory().own().isPresent()) {
            for (String image : newest.stateImages()) {
                try (InputStream from = newest.open(image).orElseThrow();
                        OutputStream to = whole.state(image)) {
                    from.transferTo(to);
                }
            }
        }
    }

    private void pages(ImageSet newest, PagesKey key, NewSet whole) throws IOException {
        try (PageImages images = whole.pages(key);
                ChainPages chain = new ChainPages(newest, key)) {
            for (Optional<ChainPages.Piece> next = chain.next(BUFFER); next.isPresent(); next = chain.next(BUFFER)) {
                copy(next.get(), images);
            }
        }
    }

    private void copy(ChainPages.Piece piece, PageImages images) throws IOException {
        PageRange range = piece.range();
        buffer.clear().limit((int) range.bytes());
        piece.set().read(piece.image(), piece.offset(), buffer);
        if (buffer.hasRemaining()) {
            throw Damage.of(piece.image() + " in " + piece.set().name(), "it ends before the pages at " + range);
        }
        images.append(range, buffer.flip());
        written += range.bytes();
        place.control().check(STAGE);
        place.control().progress(new Progress(STAGE, written, Math.max(written, expected)));
    }

    /** A set that stands in its place stands in the place of all that it could stand for itself. */
    private static List<SetIdentity> replaced(Manifest newest) {
        List<SetIdentity> all = new ArrayList<>(List.of(newest.identity()));
        all.addAll(newest.replaces());
        return all;
    }

    /** To whom pages were given that are not squashed too: the new set has not got them either. */
    private static List<SetIdentity> given(ImageSet newest) {
        List<ImageSet> chain = Links.chain(newest);
        Set<SetIdentity> given = new LinkedHashSet<>();
        chain.forEach(set -> given.addAll(set.given()));
        chain.forEach(set -> set.manifest().map(Manifest::identity).ifPresent(given::remove));
        return List.copyOf(given);
    }

    private static SetKind kind(Inventory inventory) {
        return inventory
                .own()
                .map(own -> (SetKind) new SetKind.Dump(own))
                .orElse(new SetKind.PreDump(inventory.mode().orElse(PreDumpMode.READ)));
    }

    private SetFacts facts(Manifest newest, Inventory inventory) {
        return new SetFacts(
                place.version(),
                newest.host(),
                newest.options(),
                newest.components(),
                newest.epoch(),
                newest.tasks(),
                newest.segments(),
                newest.times(),
                newest.counts().scanned(),
                newest.counts().sharedScanned(),
                List.of(),
                newest.files(),
                kind(inventory),
                inventory.uptime().orElse(0));
    }

    /** Nobody's signature may get lost without being noticed. */
    private void requireKey(ImageSet newest) {
        if (place.signing().key().isPresent()) {
            return;
        }
        for (ImageSet set : Links.chain(newest)) {
            if (set.manifest().flatMap(Manifest::signer).isPresent()) {
                throw new SluiceException(
                        ErrorCode.USAGE,
                        set.name() + " is signed, and what is made of it would not be",
                        "give a private key: --sign, or 'sign' of config.yaml");
            }
        }
    }

    private static SluiceException foreign(ImageSet set) {
        return new SluiceException(
                ErrorCode.USAGE,
                set.name() + " was made by CRIU: it has no manifest",
                "squash chains that Sluice made");
    }
}
