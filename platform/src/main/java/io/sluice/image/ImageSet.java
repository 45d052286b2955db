package io.sluice.image;

import io.sluice.failure.SluiceException;
import io.sluice.image.format.Damage;
import io.sluice.image.format.ImageType;
import io.sluice.image.format.MessageReader;
import io.sluice.image.manifest.ImageEntry;
import io.sluice.image.manifest.Manifest;
import io.sluice.image.manifest.ManifestFile;
import io.sluice.image.manifest.ParentEntry;
import io.sluice.image.manifest.SetIdentity;
import io.sluice.image.message.InventoryEntry;
import io.sluice.image.punch.PunchLog;
import io.sluice.image.punch.Punched;
import io.sluice.image.sign.SignedManifest;
import io.sluice.image.sign.Signers;
import io.sluice.spi.sink.ImageSink;
import io.sluice.spi.sink.SetReader;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A committed set, read through a sink. Every byte that it gives was checked against the manifest, block by block, when
 * there is one.
 *
 * <p>Usable from any thread; cursors and streams each from one. Whatever the set holds, the only thing thrown is a {@link
 * SluiceException}: {@code SET_DAMAGED}, or {@code STORAGE} when the sink cannot read.
 */
public final class ImageSet implements AutoCloseable {
    /** The most sets that a chain has. */
    public static final int LONGEST_CHAIN = 4096;
    /** The size of a page of CRIU's own sets, which do not say it. */
    public static final int CRIU_PAGE_SIZE = 4096;

    private final ImageSink sink;
    private final String name;
    private final Lineage lineage;
    private final Signers demanded;
    private final SetReader reader;
    private final Optional<Manifest> manifest;
    private final Punched punched;
    private final StoredImages images;
    private final Inventory inventory;
    private Optional<ImageSet> parent = Optional.empty();

    private ImageSet(ImageSink sink, String name, Lineage lineage, Signers demanded, SetReader reader) {
        this.sink = sink;
        this.name = name;
        this.lineage = lineage;
        this.demanded = demanded;
        this.reader = reader;
        this.manifest = SignedManifest.read(name, reader, demanded);
        this.punched = manifest.map(known -> PunchLog.read(name, reader, known))
                .orElseGet(() -> Punched.nothing(CRIU_PAGE_SIZE));
        lineage.require(name, given());
        this.images = new StoredImages(name, reader, manifest.map(ImageSet::byName), punched);
        this.inventory = readInventory();
    }

    /** Opens a set that nobody need have signed. */
    public static ImageSet open(ImageSink sink, String name) {
        return open(sink, name, Signers.ANY);
    }

    /**
     * Opens the newest set of a chain.
     *
     * @param demanded who must have signed it, and all that it adds to
     * @throws SluiceException {@code SET_MISSING} when there is none with that name, {@code SET_DAMAGED} when its manifest
     *     or inventory is not whole, the manifest is missing that the inventory asks for, it is not signed as is
     *     demanded, or pages of it were given to a newer set
     */
    public static ImageSet open(ImageSink sink, String name, Signers demanded) {
        return open(sink, name, Lineage.START, demanded);
    }

    /**
     * Opens a set for itself, wherever in a chain it stands. Pages may be missing, with it and its parents, that were given to
     * newer sets: these are not read.
     *
     * @throws SluiceException as of {@link #open(ImageSink, String, Signers)}
     */
    public static ImageSet openPart(ImageSink sink, String name, Signers demanded) {
        return open(sink, name, Lineage.SOMEWHERE, demanded);
    }

    private static ImageSet open(ImageSink sink, String name, Lineage lineage, Signers demanded) {
        SetReader reader = Opening.reader(sink, name);
        try {
            return new ImageSet(sink, name, lineage.with(name), demanded, reader);
        } catch (RuntimeException wrong) {
            Opening.close(reader);
            throw wrong;
        }
    }

    /** Its name, as the sink knows it. */
    public String name() {
        return name;
    }

    /** What it says of itself; empty of CRIU's own sets. */
    public Optional<Manifest> manifest() {
        return manifest;
    }

    /** What inventory.img says. */
    public Inventory inventory() {
        return inventory;
    }

    /** What of its pages it has given away. */
    public Punched punched() {
        return punched;
    }

    /** The sets that have pages which this one lacks: it has given them away, or was made without. */
    public Set<SetIdentity> given() {
        Set<SetIdentity> given = new LinkedHashSet<>(punched.to());
        manifest.ifPresent(known -> given.addAll(known.given()));
        return given;
    }

    /** The size of a page in bytes. */
    public int pageSize() {
        return manifest.map(known -> known.host().pageSize()).orElse(CRIU_PAGE_SIZE);
    }

    /** The reference to the parent as the sink has it; empty of a first set. */
    public Optional<String> parentReference() {
        Optional<String> stored = images.parent();
        manifest.ifPresent(known -> ParentLink.check(name, known.parent(), stored));
        return stored;
    }

    /**
     * The set that this one adds to, opened at the first call and closed with this.
     *
     * @throws SluiceException when there is none under the reference, it is not the one that the manifest names, or the
     *     chain has a loop
     */
    public synchronized Optional<ImageSet> parent() {
        if (parent.isEmpty()) {
            parent = parentReference().map(this::openParent);
        }
        return parent;
    }

    /** Which pagemaps it has: tasks by pid, then segments. */
    public List<PagesKey> pageSets() {
        return images.names().stream()
                .flatMap(image -> PagesKey.ofImage(image).stream())
                .sorted(PagesKey.ORDER)
                .toList();
    }

    /** A pagemap from its first entry on; empty when there is none of that key. Closed by the caller. */
    public Optional<PagemapCursor> pagemap(PagesKey key) {
        String image = key.image();
        return images.length(image)
                .map(length -> PagemapCursor.open(
                        images.label(image), pageSize(), new ImageStream(images, image, length), length));
    }

    /** The names of its images, ascending; of CRIU's own sets other files may be among them. */
    public List<String> imageNames() {
        return images.names();
    }

    /** The names of the images that hold the state of tasks, ascending: all but pages, pagemaps and inventory. */
    public List<String> stateImages() {
        return imageNames().stream()
                .filter(image -> image.endsWith(".img") && !image.equals(Inventory.IMAGE))
                .filter(image -> !image.startsWith("pages-") && !image.startsWith("pagemap-"))
                .toList();
    }

    /** The names of all its files, ascending; the log of what was given away is among them. */
    public List<String> files() {
        List<String> files = new ArrayList<>(manifest.map(Manifest::names).orElseGet(images::names));
        if (manifest.isPresent() && images.isThere(PunchLog.FILE)) {
            files.add(PunchLog.FILE);
        }
        return files;
    }

    /** An image from its first byte on; empty when there is none of that name. Closed by the caller. */
    public Optional<InputStream> open(String image) {
        return images.length(image).map(length -> new ImageStream(images, image, length));
    }

    /** The messages of an image; empty when there is none of that name. Closed by the caller. */
    public Optional<MessageReader> messages(ImageType type, String image) {
        return images.length(image)
                .map(length ->
                        MessageReader.open(type, images.label(image), new ImageStream(images, image, length), length));
    }

    /** The length of an image in bytes; empty when there is none of that name. */
    public Optional<Long> length(String image) {
        return images.length(image);
    }

    /**
     * Reads from {@code offset} on until the buffer is full or the image ends.
     *
     * @return how many bytes were read; 0 at the end
     * @throws SluiceException {@code SET_DAMAGED} also where pages were given away
     */
    public int read(String image, long offset, ByteBuffer into) {
        return images.read(image, offset, into);
    }

    /**
     * As {@link #read}, but pages that were given away are read as zeros.
     *
     * @param offset where a block begins, and the buffer takes all of it
     */
    public int readWithout(String image, long offset, ByteBuffer into) {
        return images.readWithout(image, offset, into);
    }

    /** Gives the log of what was given away as it is stored, checked, line by line; none where nothing was. */
    public void copyPunchLog(PunchLog.RawLines lines) {
        manifest.ifPresent(known -> PunchLog.copy(name, reader, known, lines));
    }

    /**
     * The files of the set that are not among its images, as they are stored: the manifest, and what signs it.
     *
     * @throws SluiceException {@code SET_DAMAGED} when it has none
     */
    public Map<String, byte[]> papers() {
        Manifest known = manifest.orElseThrow(
                () -> Damage.of(Manifest.FILE + " in " + name, "it is missing; a set of CRIU's own has none"));
        Map<String, byte[]> papers = new TreeMap<>();
        papers.put(Manifest.FILE, ManifestFile.stored(name, reader, known));
        SignedManifest.signature(name, reader, known).ifPresent(file -> papers.put(Manifest.SIGNATURE, file));
        return papers;
    }

    /** Closes it and the parents that were opened through it. */
    @Override
    public synchronized void close() {
        parent.ifPresent(ImageSet::close);
        images.close();
    }

    private ImageSet openParent(String reference) {
        ImageSet opened = open(sink, sink.resolve(name, reference), lineage.below(identity()), demanded);
        try {
            Optional<ParentEntry> expected = manifest.flatMap(Manifest::parent);
            expected.ifPresent(entry -> ParentLink.identify(opened.name(), opened.manifest(), entry));
            return opened;
        } catch (RuntimeException wrong) {
            opened.close();
            throw wrong;
        }
    }

    private Optional<SetIdentity> identity() {
        return manifest.map(Manifest::identity);
    }

    private Inventory readInventory() {
        try (MessageReader messages = messages(ImageType.INVENTORY, Inventory.IMAGE)
                .orElseThrow(() -> Damage.of(images.label(Inventory.IMAGE), "it is missing"))) {
            Inventory read = Inventory.of(messages.first(InventoryEntry.parser()));
            Belonging.check(name, manifest, read);
            return read;
        }
    }

    private static Map<String, ImageEntry> byName(Manifest manifest) {
        return manifest.images().stream().collect(Collectors.toUnmodifiableMap(ImageEntry::name, Function.identity()));
    }
}
