// The arrows of ARCHITECTURE.md as data: anything not named here fails.
const ARROWS = {
  'packages/film': [],
  'packages/policy': ['packages/film'],
  'packages/evidence': ['packages/film'],
  'packages/kernels': [],
  'packages/media': ['packages/film', 'packages/kernels'],
  'packages/faces': ['packages/film', 'packages/media'],
  'packages/engine': ['packages/film', 'packages/media'],
  // media and kernels: a model on this machine reads pictures and writes them.
  'packages/models': ['packages/engine', 'packages/film', 'packages/media', 'packages/kernels', 'packages/testkit'],
  'packages/testkit': [],
  'packages/engines/finish': ['packages/engine', 'packages/film', 'packages/media', 'packages/kernels'],
  'packages/engines/image': ['packages/engine', 'packages/film', 'packages/media'],
  'packages/engines/sound': ['packages/engine', 'packages/film', 'packages/media'],
  'packages/engines/video': ['packages/engine', 'packages/film', 'packages/media'],
  'packages/engines/voice': ['packages/engine', 'packages/film', 'packages/media'],
  'packages/engines/collapse': ['packages/engine', 'packages/film', 'packages/media', 'packages/kernels'],
  'packages/studio': ['packages/film', 'packages/policy', 'packages/evidence', 'packages/engine'],
  'packages/store': ['packages/studio', 'packages/film'],
  'apps/server': [
    'packages/policy',
    'packages/evidence',
    'packages/studio',
    'packages/store',
    'packages/engines',
    'packages/models',
    'packages/film',
    'packages/media',
    'packages/faces',
    'packages/engine',
  ],
  'apps/cli': [
    'apps/server',
    'packages/studio',
    'packages/store',
    'packages/engines',
    'packages/film',
    'packages/media',
    'packages/evidence',
    'packages/engine',
    'packages/policy',
    'packages/kernels',
  ],
  'apps/web': ['packages/film', 'apps/server'],
};

const LOCAL = '^(packages|apps)/';

export default {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'testkit-in-tests-only',
      severity: 'error',
      from: { path: LOCAL, pathNot: '^packages/testkit/|/(testing|conformance)/|[.]test[.]ts$' },
      to: { path: '^packages/testkit/' },
    },
    { name: 'no-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
    ...Object.entries(ARROWS).map(([room, allowed]) => ({
      name: `arrows-of-${room.replaceAll('/', '-')}`,
      severity: 'error',
      from: { path: `^${room}/` },
      to: { path: LOCAL, pathNot: [room, ...allowed].map((path) => `^${path}/`) },
    })),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // The swc parser here knows no JSX: tests/architecture/boundaries.test.ts checks the web's arrows, Biome its cycles.
    exclude: { path: '(^|/)(dist|build|node_modules|assembly)/|[.]tsx$' },
    parser: 'swc',
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['source', 'import', 'node', 'default'] },
  },
};
