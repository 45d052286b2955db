package io.sluice.image.chain;

import io.sluice.control.Control;
import io.sluice.failure.ErrorCode;
import io.sluice.failure.SluiceException;
import io.sluice.image.ImageSet;
import io.sluice.image.StorageFailure;
import io.sluice.image.manifest.Manifest;
import io.sluice.image.manifest.SetIdentity;
import io.sluice.image.sign.Signing;
import io.sluice.image.verify.Verifier;
import io.sluice.spi.sink.ImageSink;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where a chain is worked on.
 *
 * @param sink where its sets are; it can be read
 * @param signing who must have signed them, and who signs new ones
 * @param version Sluice's own, for manifests
 * @param control cancels, limits, and is told of progress
 * @param joining joins what trackers kept
 */
public record Workplace(ImageSink sink, Signing signing, String version, Control control, StateJoining joining) {

    /** The same, with other sets. */
    Workplace with(ImageSink other) {
        return new Workplace(other, signing, version, control, joining);
    }

    /** Where nothing is joined that trackers kept. */
    public Workplace(ImageSink sink, Signing signing, String version, Control control) {
        this(sink, signing, version, control, StateJoining.NONE);
    }

    /** Opens the newest set of a chain as it is demanded here. Closed by the caller. */
    ImageSet open(String set) {
        return ImageSet.open(sink, set, signing.demanded());
    }

    /** Opens a set for itself, wherever in a chain it stands. Closed by the caller. */
    ImageSet openPart(String set) {
        return ImageSet.openPart(sink, set, signing.demanded());
    }

    /** The manifest of the set of that name; empty when there is none. */
    Optional<Manifest> manifest(String set) {
        return part(set, ImageSet::manifest);
    }

    /** The names of all files of the set of that name; empty when there is none, or it has no manifest. */
    Optional<List<String>> files(String set) {
        return part(set, opened -> opened.manifest().map(known -> opened.files()));
    }

    private <T> Optional<T> part(String set, Function<ImageSet, Optional<T>> question) {
        try (ImageSet opened = openPart(set)) {
            return question.apply(opened);
        } catch (SluiceException missing) {
            if (missing.code() == ErrorCode.SET_MISSING) {
                return Optional.empty();
            }
            throw missing;
        }
    }

    /** Reads every byte of a chain; throws {@code SET_DAMAGED} with the first problem. */
    void requireSound(String set) {
        Verifier.verify(sink, set, signing.demanded(), control)
                .requireSound(set, "nothing was changed; see sluice verify, and dump anew");
    }

    /** Likewise of a set that is to stand below others. */
    void requireSoundBelow(List<ImageSet> above, String set) {
        Map<SetIdentity, String> names = new HashMap<>();
        above.forEach(one -> one.manifest().ifPresent(known -> names.put(known.identity(), one.name())));
        Verifier.verifyBelow(names, sink, set, signing.demanded(), control)
                .requireSound(set, "nothing was removed; see sluice verify, and dump anew");
    }

    /** The same name, however it is written. */
    String canonical(String set) {
        return sink.resolve(set, ".");
    }

    /** Whether there is a committed set of that name. */
    boolean has(String set) {
        try (AutoCloseable reader = sink.open(set).orElse(null)) {
            return reader != null;
        } catch (IOException failed) {
            throw StorageFailure.of(set, failed);
        } catch (Exception harmless) {
            return true;
        }
    }
}
