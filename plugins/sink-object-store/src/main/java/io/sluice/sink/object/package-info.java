/**
 * The sink {@code object-store}: S3 and what speaks its language. Start at {@link io.sluice.sink.object.ObjectStoreSink}.
 *
 * <pre>
 *     web/1/set.sluice                 the marker: with it there is a set; it names the images, the parent, and the writer
 *     web/1/images-WRITER/pages-1.img  an image; no two writers ever write below the same key
 *     web/1/writer.sluice              the lock of a writer at work, renewed while he lives
 * </pre>
 *
 * <p>The marker is a multipart upload that is begun before anything else of a set and completed last: to abort that upload is
 * to keep its writer from ever committing, even one who was only thought to be dead. So who clears up lists objects, then
 * aborts the uploads of markers, then sees whether there is a marker, and only then removes what he listed.
 */
package io.sluice.sink.object;
