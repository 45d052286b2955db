package io.sluice.image.chain;

import io.sluice.control.Progress;
import io.sluice.failure.ErrorCode;
import io.sluice.failure.SluiceException;
import io.sluice.image.ImageSet;
import io.sluice.image.PagesKey;
import io.sluice.image.StorageFailure;
import io.sluice.image.format.BlockChecksums;
import io.sluice.image.manifest.Manifest;
import io.sluice.image.punch.PunchWriter;
import io.sluice.image.sign.SigningKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Gives back the space of pages that a newer set of the chain has anew. What is given away is noted beside the manifest first,
 * and on the device; the sets then stand below the newer one only, and not alone. Sets to which others add too stay as they are.
 */
public final class Dedup {
    private static final String STAGE = "giving pages away";

    private final Workplace place;
    private final ByteBuffer block = ByteBuffer.allocateDirect(BlockChecksums.BLOCK);
    private final List<String> kept = new ArrayList<>();
    private long bytes;
    /** Whether what a death left half done is looked for. */
    private boolean finishing;

    private Dedup(Workplace place) {
        this.place = place;
    }

    /**
     * What was done.
     *
     * @param bytes how many bytes were given back
     * @param kept why sets stayed as they were, in one line each
     */
    public record Report(long bytes, List<String> kept) {
        public Report {
            kept = List.copyOf(kept);
        }
    }

    /**
     * All along a chain. Meanwhile nobody may add to it.
     *
     * @param set the newest of the chain; it is checked first, every byte
     * @throws SluiceException {@code SET_DAMAGED}, {@code STORAGE}; {@code USAGE} when the sink cannot punch, or a set is signed
     *     whose key is not given. Then, too, the chain is whole; the same request again goes on
     */
    public static Report dedup(Workplace place, String set) {
        require(place, set);
        place.requireSound(set);
        Dedup dedup = new Dedup(place);
        int sets = dedup.length(set);
        // The nearest that has a page anew gets it, so that no set depends on more than it must.
        for (int newer = sets - 2; newer >= 0; newer--) {
            dedup.finishing = newer == 0;
            dedup.below(set, newer);
        }
        return dedup.report();
    }

    /**
     * What the newest set has anew, after its commit. It is read back first.
     *
     * @throws SluiceException as of {@link #dedup}
     */
    public static Report below(Workplace place, String newest) {
        Dedup dedup = new Dedup(place);
        dedup.readBack(newest);
        dedup.below(newest, 0);
        return dedup.report();
    }

    /**
     * Refuses what {@link #below} could not do for a set that adds to this one.
     *
     * @throws SluiceException {@code USAGE}
     */
    public static void require(Workplace place, String set) {
        if (!place.sink().punches()) {
            throw new SluiceException(
                    ErrorCode.USAGE,
                    "this sink gives back no parts of images",
                    "do without dedup, or use another sink, such as 'directory'");
        }
        try (ImageSet newest = place.open(set)) {
            Links.chain(newest).forEach(found -> key(place, found));
        }
    }

    /** What a set says later must be signed by who signed it. */
    private static Optional<SigningKey> key(Workplace place, ImageSet set) {
        Optional<String> signer = set.manifest().flatMap(Manifest::signer);
        Optional<SigningKey> key = place.signing().key();
        if (signer.isPresent() && !signer.equals(key.map(known -> known.signer().text()))) {
            throw new SluiceException(
                    ErrorCode.USAGE,
                    set.name() + " is signed, and what it gives away must be signed by the same key",
                    "give that private key: --sign, or 'sign' of config.yaml; or do without dedup");
        }
        return signer.isPresent() ? key : Optional.empty();
    }

    private Report report() {
        return new Report(bytes, kept);
    }

    private int length(String set) {
        try (ImageSet newest = place.open(set)) {
            return Links.chain(newest).size();
        }
    }

    private void readBack(String newest) {
        try (ImageSet set = place.open(newest)) {
            for (String image : set.imageNames()) {
                long length = set.length(image).orElse(0L);
                for (long at = 0; at < length; at += block.limit()) {
                    place.control().check(STAGE);
                    block.clear().limit((int) Math.min(block.capacity(), length - at));
                    set.readWithout(image, at, block);
                }
            }
        }
    }

    /** What one set has anew, out of those that it adds to. */
    private void below(String newestName, int newer) {
        try (ImageSet newest = place.open(newestName)) {
            List<ImageSet> chain = Links.chain(newest);
            List<String> names =
                    chain.stream().map(set -> place.canonical(set.name())).toList();
            Map<String, Set<String>> children = new Links(place).children(names);
            for (int older = 1; older < chain.size(); older++) {
                Optional<String> other = other(children, names, older);
                if (other.isPresent()) {
                    keep(names.get(older) + " and older ones stay whole: " + other.get() + " adds to it too");
                    return;
                }
                if (older > newer) {
                    punch(chain.get(older), chain.get(newer));
                }
            }
        }
    }

    private static Optional<String> other(Map<String, Set<String>> children, Collection<String> chain, int older) {
        return children.getOrDefault(List.copyOf(chain).get(older), Set.of()).stream()
                .filter(child -> !chain.contains(child))
                .findFirst();
    }

    private void keep(String why) {
        if (!kept.contains(why)) {
            kept.add(why);
        }
    }

    private void punch(ImageSet older, ImageSet newer) {
        Optional<Manifest> manifest = older.manifest();
        Optional<Manifest> to = newer.manifest();
        if (manifest.isEmpty() || to.isEmpty()) {
            keep((manifest.isEmpty() ? older : newer).name()
                    + " was made by CRIU: it neither gives pages nor gets any");
            return;
        }
        PunchWriter writer = new PunchWriter(
                place.sink(),
                older.name(),
                manifest.get(),
                older.punched(),
                to.get().identity(),
                key(place, older));
        try {
            if (finishing) {
                writer.finish();
            }
            for (PagesKey key : older.pageSets()) {
                if (older.pageSize() == newer.pageSize() && newer.pagemap(key).isPresent()) {
                    punch(key, older, newer, writer);
                }
            }
            writer.flush();
        } catch (IOException failed) {
            throw new SluiceException(
                    ErrorCode.STORAGE,
                    "the chain is whole, but not all pages of " + older.name() + " that " + newer.name()
                            + " has anew were given back: " + failed.getMessage(),
                    "see what hinders it, and use sluice chain dedup",
                    failed);
        } catch (UnsupportedOperationException cannot) {
            throw new SluiceException(
                    ErrorCode.USAGE,
                    "cannot punch " + older.name() + ": " + cannot.getMessage(),
                    "do without dedup",
                    cannot);
        } finally {
            bytes += writer.given();
        }
    }

    private void punch(PagesKey key, ImageSet older, ImageSet newer, PunchWriter writer) throws IOException {
        try (ReplacedPages replaced = new ReplacedPages(older, newer, key)) {
            for (Optional<ReplacedPages.Block> next = replaced.next(); next.isPresent(); next = replaced.next()) {
                String image = replaced.image();
                long offset = (long) next.get().number() * BlockChecksums.BLOCK;
                long length = older.length(image).orElseThrow(() -> StorageFailure.gone(image, older.name()));
                block.clear().limit((int) Math.min(BlockChecksums.BLOCK, length - offset));
                older.readWithout(image, offset, block);
                writer.give(image, next.get().number(), next.get().pages(), block.flip());
                place.control().check(STAGE);
                place.control().progress(new Progress(STAGE, offset + block.limit(), length));
            }
        }
    }
}
