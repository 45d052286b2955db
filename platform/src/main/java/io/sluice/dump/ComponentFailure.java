package io.sluice.dump;

import io.sluice.failure.ErrorCode;
import io.sluice.failure.SluiceException;
import io.sluice.spi.ComponentException;

/** What a request says of a component that failed. */
final class ComponentFailure {
    private ComponentFailure() {}

    static SluiceException of(ComponentException failure) {
        return new SluiceException(ErrorCode.PLUGIN, failure.getMessage(), failure.remedy(), failure);
    }
}
