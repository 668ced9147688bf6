package io.github.vigia.treat.action;

import io.github.vigia.treat.Effect;
import io.github.vigia.treat.Preview;
import io.github.vigia.treat.Run;
import java.io.IOException;

/** What a step does, without what it is called and how far it may go. */
interface Deed {

  Preview preview() throws IOException;

  Effect act(Preview preview, Run run) throws IOException;

  default void rollback(Effect effect, Run run) throws IOException {}
}
