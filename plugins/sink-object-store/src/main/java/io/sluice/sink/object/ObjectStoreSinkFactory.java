package io.sluice.sink.object;

import io.sluice.spi.Availability;
import io.sluice.spi.ComponentException;
import io.sluice.spi.Host;
import io.sluice.spi.Settings;
import io.sluice.spi.sink.ImageSink;
import io.sluice.spi.sink.ImageSinkFactory;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** Makes the sink {@code object-store}. Its settings are those of {@link StoreSettings}; none is required. */
public final class ObjectStoreSinkFactory implements ImageSinkFactory {

    @Override
    public String name() {
        return "object-store";
    }

    @Override
    public String summary() {
        return "stores sets in S3 and what speaks its language; commits by one object";
    }

    /** It always works: what a store allows is another question for each, and is found out where a set is begun. */
    @Override
    public Availability probe(Host host) {
        return Availability.works();
    }

    @Override
    public ImageSink create(Host host, Settings settings, Optional<ImageSink> below) throws ComponentException {
        StoreSettings read = StoreSettings.of(settings);
        if (!read.endpoint().isEmpty() && !isAddress(read.endpoint())) {
            throw new ComponentException(
                    "the endpoint '" + read.endpoint() + "' is no address",
                    "give one such as https://store.example:9000");
        }
        return new ObjectStoreSink(read);
    }

    private static boolean isAddress(String endpoint) {
        try {
            URI address = new URI(endpoint);
            return address.getHost() != null
                    && ("https".equals(address.getScheme()) || "http".equals(address.getScheme()));
        } catch (URISyntaxException wrong) {
            return false;
        }
    }
}
