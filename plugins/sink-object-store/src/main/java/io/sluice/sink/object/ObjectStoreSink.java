package io.sluice.sink.object;

import io.sluice.sink.lease.Holder;
import io.sluice.spi.sink.ImageSink;
import io.sluice.spi.sink.SetExistsException;
import io.sluice.spi.sink.SetInUseException;
import io.sluice.spi.sink.SetReader;
import io.sluice.spi.sink.SetWriter;
import io.sluice.spi.sink.SinkSettingsException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Stores sets as objects: a set's name is a key below the configured prefix, or {@code s3://BUCKET/KEY}. */
final class ObjectStoreSink implements ImageSink {
    private final StoreSettings settings;
    private final Location base;
    private final Store store;
    private final Uploads uploads;

    ObjectStoreSink(StoreSettings settings) {
        this.settings = settings;
        this.base = Location.of(new Location(settings.bucket(), ""), settings.prefix());
        this.store = new Store(settings);
        this.uploads = new Uploads(settings.part(), settings.uploads());
    }

    /** A marker, and what tells it from another one. */
    record Found(Marker marker, String etag) {}

    @Override
    public String resolve(String base, String reference) {
        return Location.of(Location.of(this.base, base), reference).toString();
    }

    @Override
    public SetWriter begin(String name, Optional<String> parent, String seal) throws IOException {
        return begin(name, parent, seal, Holder.self());
    }

    /** As {@link #begin(String, Optional, String)}, by somebody. */
    SetWriter begin(String name, Optional<String> parent, String seal, Holder holder) throws IOException {
        SetKeys keys = keys(name);
        requireImageName(seal);
        requireFree(keys);
        Lease lease = Lease.acquire(store, keys, holder, settings.lease());
        try {
            Remains.remove(store, keys);
            requireFree(keys);
            Multipart marker = Multipart.begin(store, keys.bucket(), keys.marker());
            return new ObjectSetWriter(store, uploads, keys, lease, marker, parent, seal);
        } catch (IOException | RuntimeException failed) {
            try (lease) {
                lease.release();
            } catch (IOException second) {
                failed.addSuppressed(second);
            }
            throw failed;
        }
    }

    @Override
    public Optional<SetReader> open(String name) throws IOException {
        SetKeys keys = keys(name);
        return marker(store, keys).map(found -> new ObjectSetReader(store, keys, found.marker()));
    }

    @Override
    public boolean reads() {
        return true;
    }

    @Override
    public List<String> recover(String name) throws IOException {
        SetKeys keys = keys(name);
        boolean locked = store.text(keys.bucket(), keys.lock()).isPresent();
        try (Lease lease = Lease.acquire(store, keys, Holder.self(), settings.lease())) {
            List<String> words = new ArrayList<>(Remains.remove(store, keys));
            lease.release();
            if (locked) {
                words.add("the lock of a dead writer in " + keys.location());
            }
            return words;
        } catch (SetInUseException living) {
            return List.of();
        }
    }

    @Override
    public void delete(String name, List<String> images) throws IOException {
        SetKeys keys = keys(name);
        Optional<Found> found = marker(store, keys);
        if (found.isPresent()) {
            store.delete(keys.bucket(), keys.marker());
            String writer = found.get().marker().writer();
            for (String key : store.keys(keys.bucket(), keys.images(writer))) {
                store.delete(keys.bucket(), key);
            }
        }
    }

    @Override
    public void relink(String name, String reference) throws IOException {
        SetKeys keys = keys(name);
        Found found = marker(store, keys).orElseThrow(() -> new IOException("there is no set at " + keys.location()));
        String led = found.marker().withParent(reference).text();
        if (!store.replace(keys.bucket(), keys.marker(), led, found.etag())) {
            Optional<String> now =
                    marker(store, keys).flatMap(other -> other.marker().parent());
            if (!now.equals(Optional.of(reference))) {
                throw new IOException("somebody else changed " + keys.location() + " at the same time");
            }
        }
    }

    @Override
    public List<String> beside(String name) throws IOException {
        Location location = keys(name).location();
        Location folder = location.parent();
        List<String> others = new ArrayList<>();
        for (String key : store.folders(folder.bucket(), folder.key())) {
            Location other = Location.of(new Location(folder.bucket(), ""), key);
            if (!other.equals(location) && marker(store, new SetKeys(other)).isPresent()) {
                others.add(other.toString());
            }
        }
        return others;
    }

    @Override
    public void close() {
        uploads.close();
        store.close();
    }

    static Optional<Found> marker(Store store, SetKeys keys) throws IOException {
        Optional<Store.Text> text = store.text(keys.bucket(), keys.marker());
        return text.isEmpty()
                ? Optional.empty()
                : Optional.of(new Found(
                        Marker.parse(
                                keys.location() + "/" + SetKeys.MARKER,
                                text.get().content()),
                        text.get().etag()));
    }

    static void requireImageName(String name) throws IOException {
        if (!SetKeys.isImageName(name)) {
            throw new IOException("no image may have the name '" + name + "'");
        }
    }

    private void requireFree(SetKeys keys) throws IOException {
        if (marker(store, keys).isPresent()) {
            throw new SetExistsException(keys.location() + " holds an image set already");
        }
    }

    private SetKeys keys(String name) throws IOException {
        Location location = Location.of(base, name);
        if (location.bucket().isEmpty()) {
            throw new SinkSettingsException(
                    "no bucket is named for " + name,
                    "give s3://BUCKET/" + location.key() + ", or set 'bucket' of the sink");
        }
        if (location.key().isEmpty()) {
            throw new IOException(location + " names no set: a key is missing");
        }
        return new SetKeys(location);
    }
}
