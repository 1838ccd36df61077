// A helper thread: gets a port to thread 0, waits there for module and memory, then serves kernels until terminated.
import { serveHelper, type HelperStart } from '../src/kernels/runtime/helper';

globalThis.addEventListener('message', ({ data: port }: MessageEvent<MessagePort>) => {
  port.addEventListener('message', ({ data }: MessageEvent<HelperStart>) => {
    try {
      serveHelper(data, () => port.postMessage({ ready: true }));
    } catch (thrown) {
      port.postMessage({ ready: false, error: String(thrown) });
    }
  });
  port.start();
});
