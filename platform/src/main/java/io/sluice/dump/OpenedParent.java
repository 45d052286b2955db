package io.sluice.dump;

import io.sluice.failure.ErrorCode;
import io.sluice.failure.SluiceException;
import io.sluice.image.ImageSet;
import io.sluice.image.ParentSet;
import io.sluice.spi.sink.ImageSink;
import java.util.Optional;

/** The parent that a request names, opened; closed with this. */
record OpenedParent(Optional<ParentSet> parentSet) implements AutoCloseable {

    static OpenedParent of(PreDumpRequest request, ImageSink sink) {
        if (request.parent().isPresent() && !sink.reads()) {
            throw new SluiceException(
                    ErrorCode.USAGE,
                    "this sink cannot read a parent back",
                    "pre-dump without a parent, or use another sink");
        }
        return new OpenedParent(request.parent()
                .map(reference ->
                        new ParentSet(reference, ImageSet.open(sink, sink.resolve(request.set(), reference)))));
    }

    Optional<ImageSet> set() {
        return parentSet.map(ParentSet::set);
    }

    @Override
    public void close() {
        set().ifPresent(ImageSet::close);
    }
}
