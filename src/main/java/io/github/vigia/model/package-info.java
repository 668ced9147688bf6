/** The values that pass between the stages: records, enums and sealed interfaces, nothing else. */
@NullMarked
package io.github.vigia.model;

import org.jspecify.annotations.NullMarked;
