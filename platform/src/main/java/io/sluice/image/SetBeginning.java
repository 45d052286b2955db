package io.sluice.image;

import io.sluice.failure.ErrorCode;
import io.sluice.failure.SluiceException;
import io.sluice.image.copy.Stores;
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
    /** The version of CRIU's format that dumps are of. */
    private static final int DUMP = 2;

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
        return writer(name, () -> sink.begin(name, parent, Inventory.IMAGE));
    }

    static SetWriter writer(Stores stores, String name, Optional<ParentEntry> parent) {
        return writer(name, () -> stores.begin(name, parent, Inventory.IMAGE));
    }

    private static SetWriter writer(String name, Begin begin) {
        try {
            return begin.begin();
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

    /** Begins a set at its sink. */
    private interface Begin {
        SetWriter begin() throws IOException;
    }

    static Inventory inventory(SetFacts facts, String id) {
        OptionalLong uptime = OptionalLong.of(facts.uptime());
        if (facts.kind() instanceof SetKind.PreDump preDump) {
            return new Inventory(0, uptime, Optional.of(preDump.mode()), Optional.of(id), Optional.empty());
        }
        SetKind.Dump dump = (SetKind.Dump) facts.kind();
        return new Inventory(DUMP, uptime, Optional.empty(), Optional.of(id), Optional.of(dump.own()));
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
