package io.sluice.spi.sink;

import java.io.IOException;

/** What is stored of an image is not what the sink wrote, and the sink has noticed. Nothing of it may be used. */
public final class DamagedImageException extends IOException {
    private static final long serialVersionUID = 1L;

    /** @param message says what is wrong with it and where, in one line; who reads it names the image */
    public DamagedImageException(String message) {
        super(message);
    }
}
