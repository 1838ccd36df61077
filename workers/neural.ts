// The thread of the neural methods: a network can train here while other methods run on the compute thread.
import { serveJobs } from './serve';

serveJobs();
