package io.sluice.image.copy;

import io.sluice.image.manifest.Manifest;
import io.sluice.image.manifest.ManifestFile;
import io.sluice.image.manifest.ParentEntry;
import io.sluice.spi.sink.ImageWriter;
import io.sluice.spi.sink.SetReader;
import io.sluice.spi.sink.SetWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A set in the making, in several sinks. All of them prepare, and are read back, before any commits; then the first commits, and the copies. A copy
 * that is not required is dropped when it fails. After a commit nothing is taken back: {@link #holdings} says who holds the set.
 */
public final class SharedSet implements SetWriter {
    private final List<Recipient> recipients;

    private SharedSet(List<Recipient> recipients) {
        this.recipients = recipients;
    }

    /**
     * Begins.
     *
     * @param stores the first sink is always required
     * @param parent the set that it adds to: a copy must hold that one too, under the same reference
     * @throws IOException what a required sink threw; then nothing is left
     */
    static SharedSet begin(Stores stores, String set, Optional<ParentEntry> parent, String seal) throws IOException {
        SharedSet shared = new SharedSet(new ArrayList<>());
        boolean begun = false;
        try {
            Optional<String> reference = parent.map(ParentEntry::reference);
            shared.begin(new Recipient(stores.label(), stores.sink(), set, true), reference, seal, () -> {});
            for (Copy copy : stores.copies()) {
                String place = copy.place(set);
                Recipient recipient = new Recipient(copy.label(), copy.sink(), place, copy.required());
                shared.begin(recipient, reference, seal, () -> {
                    if (parent.isPresent()) {
                        requireParent(copy, place, parent.get());
                    }
                });
            }
            begun = true;
            return shared;
        } finally {
            if (!begun) {
                shared.close();
            }
        }
    }

    private void begin(Recipient recipient, Optional<String> parent, String seal, Recipient.Step before)
            throws IOException {
        recipients.add(recipient);
        recipient.begin(parent, seal, before);
    }

    /** A set whose parent is missing would be of no use. */
    private static void requireParent(Copy copy, String place, ParentEntry parent) throws IOException {
        if (parent.reference().startsWith("/")) {
            throw new IOException("the copy in " + copy.to() + " cannot add to " + parent.reference()
                    + ": with copies, parents are named relative to the set");
        }
        if (!copy.sink().reads()) {
            return;
        }
        String name = copy.sink().resolve(place, parent.reference());
        try (SetReader reader = copy.sink().open(name).orElse(null)) {
            Optional<Manifest> manifest = reader == null ? Optional.empty() : ManifestFile.read(name, reader);
            if (!manifest.map(Manifest::identity).equals(Optional.of(parent.identity()))) {
                throw new IOException("the copy's parent " + name + " is not there, or another one");
            }
        }
    }

    @Override
    public ImageWriter create(String image) throws IOException {
        return new SharedImage(recipients, image);
    }

    @Override
    public void prepare() throws IOException {
        for (Recipient recipient : recipients) {
            recipient.run(() -> recipient.writer().prepare());
        }
        if (recipients.size() > 1) {
            PreparedCheck prepared = new PreparedCheck();
            for (Recipient recipient : recipients) {
                recipient.run(() -> prepared.check(recipient.writer()));
            }
        }
    }

    @Override
    public Optional<SetReader> prepared() throws IOException {
        return recipients.get(0).writer().prepared();
    }

    /** Each commits, whatever became of those before; a failure of one that is required is told with what all hold. */
    @Override
    public void commit() throws IOException {
        recipients.get(0).commit();
        Exception failed = null;
        for (Recipient recipient : recipients.subList(1, recipients.size())) {
            try {
                recipient.commit();
            } catch (IOException | RuntimeException failure) {
                failed = failure;
            }
        }
        if (failed != null) {
            throw new IOException("not all that must hold it do: " + inWords(), failed);
        }
    }

    private String inWords() {
        return holdings().stream().map(Holding::toString).collect(Collectors.joining(", "));
    }

    /** What each sink holds, the first one first. */
    public List<Holding> holdings() {
        return recipients.stream().map(Recipient::holding).toList();
    }

    @Override
    public void close() throws IOException {
        IOException failed = null;
        for (Recipient recipient : recipients) {
            try {
                recipient.close();
            } catch (IOException failure) {
                failed = failure;
            }
        }
        if (failed != null) {
            throw failed;
        }
    }
}
