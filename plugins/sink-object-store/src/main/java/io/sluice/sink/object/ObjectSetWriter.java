package io.sluice.sink.object;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluice.spi.sink.ImageWriter;
import io.sluice.spi.sink.SetExistsException;
import io.sluice.spi.sink.SetReader;
import io.sluice.spi.sink.SetWriter;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A set in the making below a key that no other writer uses. */
final class ObjectSetWriter implements SetWriter {
    private final Store store;
    private final Uploads uploads;
    private final SetKeys keys;
    private final Lease lease;
    private final Multipart marker;
    private final Optional<String> parent;
    private final String seal;
    private final Map<String, ObjectImageWriter> images = new LinkedHashMap<>();
    private boolean committed;
    private boolean closed;

    /**
     * A new one.
     *
     * @param lease given back by this
     * @param marker begun, and without parts
     */
    ObjectSetWriter(
            Store store,
            Uploads uploads,
            SetKeys keys,
            Lease lease,
            Multipart marker,
            Optional<String> parent,
            String seal) {
        this.store = store;
        this.uploads = uploads;
        this.keys = keys;
        this.lease = lease;
        this.marker = marker;
        this.parent = parent;
        this.seal = seal;
    }

    @Override
    public ImageWriter create(String image) throws IOException {
        ObjectStoreSink.requireImageName(image);
        if (images.containsKey(image)) {
            throw new IOException("the set " + keys.location() + " has an image " + image + " already");
        }
        lease.require();
        ObjectImageWriter created = new ObjectImageWriter(store, uploads, keys.bucket(), keys.image(writer(), image));
        images.put(image, created);
        return created;
    }

    @Override
    public void prepare() throws IOException {
        for (ObjectImageWriter image : images.values()) {
            if (image.isOpen()) {
                throw new IOException(image.key() + " is still being written");
            }
        }
        for (ObjectImageWriter image : images.values()) {
            image.finish();
        }
    }

    @Override
    public Optional<SetReader> prepared() {
        return Optional.of(new ObjectSetReader(store, keys, marker()));
    }

    private Marker marker() {
        SortedMap<String, Long> lengths = new TreeMap<>();
        images.forEach((name, image) -> lengths.put(name, image.length()));
        return new Marker(writer(), parent, lengths);
    }

    @Override
    public void commit() throws IOException {
        if (!images.containsKey(seal)) {
            throw new IOException(
                    "the set " + keys.location() + " has no " + seal + ", with which it would be committed");
        }
        String text = marker().text();
        lease.require();
        try {
            marker.upload(1, UTF_8.encode(text));
            marker.complete();
            committed = true;
        } catch (IOException failed) {
            committed = isThere(failed);
        }
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try (lease) {
            // Whoever clears up when this fails must not meet an upload that still goes on.
            images.values().forEach(ObjectImageWriter::stop);
            if (!committed) {
                abort();
            }
        }
        release();
    }

    /** Whether a commit that failed was one: its answer may have been lost. */
    private boolean isThere(IOException failed) throws IOException {
        Optional<Marker> found = ObjectStoreSink.marker(store, keys).map(ObjectStoreSink.Found::marker);
        if (found.isEmpty()) {
            throw failed;
        }
        if (!found.get().writer().equals(writer())) {
            throw new SetExistsException(keys.location() + " holds an image set already");
        }
        return true;
    }

    /** First the marker: from then on nothing of this can be committed, and what is there can go. */
    private void abort() throws IOException {
        marker.abort();
        if (ObjectStoreSink.marker(store, keys)
                .filter(found -> found.marker().writer().equals(writer()))
                .isPresent()) {
            return;
        }
        for (ObjectImageWriter image : images.values()) {
            image.abort();
        }
        for (String key : store.keys(keys.bucket(), keys.images(writer()))) {
            store.delete(keys.bucket(), key);
        }
    }

    private void release() throws IOException {
        try {
            lease.release();
        } catch (IOException later) {
            if (!committed) {
                throw later;
            }
            // The set is there: what cannot be tidied up now, a later begin or recover does.
        }
    }

    private String writer() {
        return lease.holder().id();
    }
}
