package io.sluice.image;

import io.sluice.failure.ErrorCode;
import io.sluice.failure.SluiceException;
import io.sluice.image.copy.Holding;
import io.sluice.image.copy.Stores;
import io.sluice.image.file.FilesImage;
import io.sluice.image.format.ImageType;
import io.sluice.image.format.MessageWriter;
import io.sluice.image.manifest.ImageEntry;
import io.sluice.image.manifest.Manifest;
import io.sluice.image.manifest.ManifestFile;
import io.sluice.image.manifest.ParentEntry;
import io.sluice.image.sign.SignedManifest;
import io.sluice.image.sign.SigningKey;
import io.sluice.spi.sink.ImageSink;
import io.sluice.spi.sink.ImageWriter;
import io.sluice.spi.sink.SetWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A set in the making. It does not exist before {@link #commit}; a close without one leaves nothing.
 *
 * <p>Usable from several threads; each image from one at a time.
 */
public final class NewSet implements AutoCloseable {
    private final String name;
    private final String id = UUID.randomUUID().toString();
    private final Instant created;
    private final Optional<ParentEntry> parent;
    private final int pageSize;
    private final Papers papers;
    private final Stores stores;
    private final SetWriter writer;
    private final List<PageImages> pages = new ArrayList<>();
    private final List<RecordedImage> open = new ArrayList<>();
    private final List<ImageEntry> finished = new ArrayList<>();

    private NewSet(
            String name,
            Instant created,
            Optional<ParentEntry> parent,
            int pageSize,
            Papers papers,
            Stores stores,
            SetWriter writer) {
        this.stores = stores;
        this.name = name;
        this.created = created;
        this.parent = parent;
        this.pageSize = pageSize;
        this.papers = papers;
        this.writer = writer;
    }

    /**
     * Begins a set.
     *
     * @param name where, as the sink understands it
     * @param parent the set that it adds to; it must have a manifest
     * @param created the time that the manifest tells
     * @param pageSize the size of a page in bytes
     * @throws SluiceException {@code SET_TAKEN} when a set or a living writer has the name, {@code SET_DAMAGED} when the
     *     parent has no manifest, {@code STORAGE} when the sink cannot
     */
    public static NewSet begin(ImageSink sink, String name, Optional<ParentSet> parent, Instant created, int pageSize) {
        return begin(sink, name, parent, created, pageSize, Papers.NONE);
    }

    /** As {@link #begin(ImageSink, String, Optional, Instant, int)}, with papers. A set that is signed is written in order. */
    public static NewSet begin(
            ImageSink sink, String name, Optional<ParentSet> parent, Instant created, int pageSize, Papers papers) {
        return begin(Stores.of(sink), name, parent, created, pageSize, papers);
    }

    /** As {@link #begin(ImageSink, String, Optional, Instant, int, Papers)}, in several sinks at once. */
    public static NewSet begin(
            Stores stores, String name, Optional<ParentSet> parent, Instant created, int pageSize, Papers papers) {
        Optional<ParentEntry> entry = parent.map(SetBeginning::entry);
        SetWriter writer = SetBeginning.writer(stores, name, entry);
        return new NewSet(name, created, entry, pageSize, papers, stores, writer);
    }

    /** The identity of the set: a UUID in lower case. */
    public String id() {
        return id;
    }

    /** Begins the two images of one pagemap. Closed by the caller, before {@link #commit}. */
    public synchronized PageImages pages(PagesKey key) throws IOException {
        int pagesId = pages.size() + 1;
        PagemapWriter pagemap = new PagemapWriter(state(key.image()), pagesId, pageSize);
        PageImages images = new PageImages(key, pagemap, create("pages-" + pagesId + ".img"), this::ended);
        pages.add(images);
        return images;
    }

    /**
     * Begins another image of the set. Closed by the caller, before {@link #commit}; written by one thread.
     *
     * @param image its name: letters, digits, dots, hyphens and underscores
     */
    public synchronized OutputStream state(String image) throws IOException {
        return new RecordedStream(create(image), this::ended);
    }

    /**
     * Makes the set exist: writes statistics, inventory, files and manifest, and commits.
     *
     * @return what the manifest says
     * @throws SluiceException {@code STORAGE}; then there is no set
     */
    public synchronized Manifest commit(SetFacts facts) {
        try {
            write(ImageType.STATS, Statistics.IMAGE, writing -> writing.write(Statistics.of(facts, pages)));
            Inventory inventory = SetBeginning.inventory(facts, id);
            write(ImageType.INVENTORY, Inventory.IMAGE, writing -> writing.write(inventory.entry()));
            if (facts.kind() instanceof SetKind.PreDump && FilesImage.has(facts.files())) {
                write(ImageType.FILES, FilesImage.IMAGE, writing -> FilesImage.write(facts.files(), writing));
            }
            requireComplete();
            ManifestFile.Encoded manifest = ManifestFile.encode(manifest(facts));
            try (ImageWriter file = writer.create(Manifest.FILE)) {
                file.write(manifest.bytes());
            }
            if (papers.key().isPresent()) {
                sign(manifest.manifest(), papers.key().get());
            }
            writer.prepare();
            writer.commit();
            return manifest.manifest();
        } catch (IOException failed) {
            throw StorageFailure.of(name, failed);
        }
    }

    /** Who holds the set, once it is committed. */
    public synchronized List<Holding> holdings() {
        return stores.holdings(name, writer);
    }

    /** Ends the writing; without a commit nothing is left. */
    @Override
    public synchronized void close() {
        for (RecordedImage image : open) {
            SetBeginning.quietly(image);
        }
        SetBeginning.quietly(writer);
    }

    private RecordedImage create(String image) throws IOException {
        RecordedImage created =
                new RecordedImage(image, writer.create(image), papers.key().isPresent());
        open.add(created);
        return created;
    }

    private synchronized void ended(RecordedImage image) {
        open.remove(image);
        finished.add(image.entry());
    }

    private void write(ImageType type, String image, Writing writing) throws IOException {
        try (MessageWriter messages = MessageWriter.begin(type, state(image))) {
            writing.to(messages);
        }
    }

    private void sign(Manifest manifest, SigningKey key) throws IOException {
        try (ImageWriter file = writer.create(Manifest.SIGNATURE)) {
            file.write(ByteBuffer.wrap(SignedManifest.sign(manifest, key)));
        }
    }

    private void requireComplete() {
        if (!open.isEmpty()) {
            throw new SluiceException(
                    ErrorCode.INTERNAL, "images of " + name + " are not closed at its commit", "report this");
        }
    }

    private Manifest manifest(SetFacts facts) {
        List<ImageEntry> images =
                finished.stream().sorted(Comparator.comparing(ImageEntry::name)).toList();
        return SetBeginning.manifest(facts, id, created, parent, papers, Statistics.counts(facts, pages), images);
    }

    /** Writes the messages of one image. */
    private interface Writing {
        void to(MessageWriter messages) throws IOException;
    }
}
