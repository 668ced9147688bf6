/** What holds the documents to the program. */
@NullMarked
package io.github.vigia.docs;

import org.jspecify.annotations.NullMarked;
