package io.sluice.image;

import io.sluice.failure.ErrorCode;
import io.sluice.failure.SluiceException;
import io.sluice.image.format.Damage;
import io.sluice.image.manifest.Counts;
import io.sluice.image.manifest.ImageEntry;
import io.sluice.image.manifest.Manifest;
import io.sluice.image.manifest.ParentEntry;
import io.sluice.spi.sink.ImageSink;
import io.sluice.spi.sink.SetExistsException;
import io.sluice.spi.sink.SetInUseException;
import io.sluice.spi.sink.SetWriter;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The beginning of a set at its sink, its papers, and the sink's failures in our words. */
final class SetBeginning {
    private SetBeginning() {}

    static ParentEntry entry(ParentSet parent) {
        Manifest manifest = parent.set()
                .manifest()
                .orElseThrow(() -> Damage.of(
                        Manifest.FILE + " in " + parent.set().name(),
                        "it is missing; a set of CRIU's own cannot be added to"));
        return new ParentEntry(parent.reference(), manifest.set(), manifest.digest());
    }

    static SetWriter writer(ImageSink sink, String name, Optional<String> parent) {
        try {
            return sink.begin(name, parent, Inventory.IMAGE);
        } catch (SetExistsException exists) {
            throw new SluiceException(
                    ErrorCode.SET_TAKEN, exists.getMessage(), "give another name, or remove the set first", exists);
        } catch (SetInUseException inUse) {
            throw new SluiceException(
                    ErrorCode.SET_TAKEN, inUse.getMessage(), "wait for the other writer, or give another name", inUse);
        } catch (IOException failed) {
            throw StorageFailure.of(name, failed);
        }
    }

    static Inventory inventory(SetFacts facts, String id) {
        return new Inventory(0, OptionalLong.of(facts.uptime()), Optional.of(facts.mode()), Optional.of(id));
    }

    static Manifest manifest(
            SetFacts facts,
            String id,
            Instant created,
            Optional<ParentEntry> parent,
            Papers papers,
            Counts counts,
            List<ImageEntry> images) {
        return new Manifest(
                Manifest.FORMAT,
                id,
                created.toString(),
                facts.sluice(),
                facts.host(),
                facts.options(),
                facts.components(),
                facts.epoch(),
                parent,
                papers.replaces(),
                papers.given(),
                papers.signer(),
                facts.tasks(),
                facts.segments(),
                facts.times(),
                counts,
                facts.whole(),
                facts.files(),
                images,
                "0".repeat(64));
    }

    static void quietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception failed) {
            // The set is being given up: what remains of it, the sink's recovery removes.
        }
    }
}
