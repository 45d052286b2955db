/** The sink {@code encrypt}: encrypts images block by block. Start at {@link io.sluice.sink.encrypt.EncryptForm}. */
package io.sluice.sink.encrypt;
