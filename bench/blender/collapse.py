"""The collapse job in Blender, headless: cell fracture, Bullet, gas domain, Cycles on the CPU.

    blender --background --factory-startup --python bench/blender/collapse.py -- \
        --frames 96 --pieces 1500 --width 1280 --height 720 --samples 4 --render-frames 4 --out DIR

Prints one JSON document on its last line: seconds a stage, render seconds a frame (median of the frames rendered)
and the whole job extrapolated from them. Nothing is tuned against Blender: factory settings but for what the job states.
"""
import json
import math
import random
import statistics
import sys
import time

import addon_utils
import bpy


def argument(name, default):
    words = sys.argv[sys.argv.index("--") + 1:] if "--" in sys.argv else []
    return type(default)(words[words.index("--" + name) + 1]) if "--" + name in words else default


FRAMES = argument("frames", 96)
PIECES = argument("pieces", 1500)
WIDTH = argument("width", 1280)
HEIGHT = argument("height", 720)
SAMPLES = argument("samples", 4)
RENDER_FRAMES = argument("render-frames", 4)
DUST = argument("dust", 1)
OUT = argument("out", "/tmp/blender-collapse")
SIZE_M = (22.0, 16.0, 21.0)
STOREYS = 6


def box(name, size, centre):
    bpy.ops.mesh.primitive_cube_add(size=1, location=centre)
    made = bpy.context.active_object
    made.name = name
    made.scale = size
    bpy.ops.object.transform_apply(scale=True)
    return made


def elements():
    """Walls and slabs of a hollow six-storey block: what gets fractured."""
    width, depth, height = SIZE_M
    storey = height / STOREYS
    made = []
    for level in range(STOREYS):
        mid = (level + 0.5) * storey
        for side in (-1, 1):
            made.append(box(f"long{level}{side}", (width, 0.4, storey - 0.3), (0, side * (depth - 0.4) / 2, mid)))
            made.append(box(f"short{level}{side}", (0.4, depth - 0.8, storey - 0.3), (side * (width - 0.4) / 2, 0, mid)))
        made.append(box(f"slab{level}", (width, depth, 0.3), (0, 0, (level + 1) * storey - 0.15)))
    return made


def fracture(objects):
    addon_utils.enable("object_fracture_cell")
    each = max(2, PIECES // len(objects))
    for one in objects:
        bpy.ops.object.select_all(action="DESELECT")
        one.select_set(True)
        bpy.context.view_layer.objects.active = one
        seeded_fracture(one, each)
        bpy.data.objects.remove(one)
    return [one for one in bpy.data.objects if one.type == "MESH" and one.name != "ground"]


def seeded_fracture(one, count):
    one.modifiers.new("seeds", "PARTICLE_SYSTEM")
    settings = one.particle_systems[0].settings
    settings.count = count
    settings.emit_from = "VOLUME"
    settings.frame_start = settings.frame_end = 1
    bpy.context.view_layer.update()
    bpy.ops.object.add_fracture_cell_objects(source={"PARTICLE_OWN"}, source_limit=count, source_noise=0.2, use_smooth_faces=False)


def rigid_bodies(pieces, ground):
    scene = bpy.context.scene
    bpy.ops.rigidbody.world_add()
    scene.rigidbody_world.substeps_per_frame = 3
    scene.rigidbody_world.point_cache.frame_end = FRAMES
    bpy.ops.object.select_all(action="DESELECT")
    for one in pieces:
        one.select_set(True)
    bpy.context.view_layer.objects.active = pieces[0]
    bpy.ops.rigidbody.objects_add(type="ACTIVE")
    bpy.ops.rigidbody.shape_change(type="CONVEX_HULL")
    bpy.ops.rigidbody.mass_calculate(material="Concrete")
    bpy.ops.object.select_all(action="DESELECT")
    ground.select_set(True)
    bpy.context.view_layer.objects.active = ground
    bpy.ops.rigidbody.objects_add(type="PASSIVE")
    bpy.ops.ptcache.bake_all(bake=True)


def add_dust():
    emitter = box("dust-source", (20, 14, 1.0), (0, 0, 1.0))
    bpy.ops.object.select_all(action="DESELECT")
    emitter.select_set(True)
    bpy.context.view_layer.objects.active = emitter
    bpy.ops.object.quick_smoke()
    domain = bpy.context.active_object
    domain.scale = (60, 50, 24)
    domain.location = (0, 0, 24)
    settings = domain.modifiers["Fluid"].domain_settings
    settings.resolution_max = 96
    settings.cache_frame_end = FRAMES
    settings.cache_type = "ALL"
    settings.cache_directory = OUT + "/fluid"
    bpy.ops.object.select_all(action="DESELECT")
    domain.select_set(True)
    bpy.context.view_layer.objects.active = domain
    bpy.ops.fluid.bake_all()


def light_and_camera():
    bpy.ops.object.light_add(type="SUN", rotation=(math.radians(50), 0, math.radians(-40)))
    bpy.context.active_object.data.energy = 4
    bpy.ops.object.camera_add(location=(38, -52, 1.7), rotation=(math.radians(97), 0, math.radians(36)))
    scene = bpy.context.scene
    scene.camera = bpy.context.active_object
    scene.camera.data.lens = 24
    scene.render.engine = "CYCLES"
    scene.cycles.device = "CPU"
    scene.cycles.samples = SAMPLES
    scene.cycles.use_denoising = False
    scene.cycles.max_bounces = 2
    scene.render.use_motion_blur = True
    scene.render.resolution_x, scene.render.resolution_y = WIDTH, HEIGHT
    scene.render.image_settings.file_format = "OPEN_EXR"
    scene.render.threads_mode = "AUTO"


def timed(work, *arguments):
    started = time.monotonic()
    result = work(*arguments)
    return result, time.monotonic() - started


def main():
    random.seed(7)
    bpy.ops.wm.read_factory_settings(use_empty=True)
    bpy.context.scene.frame_end = FRAMES
    ground = box("ground", (200, 200, 1), (0, 0, -0.5))
    pieces, fracture_s = timed(lambda: fracture(elements()))
    _, simulate_s = timed(rigid_bodies, pieces, ground)
    dust_s = timed(add_dust)[1] if DUST else 0.0
    light_and_camera()
    frames_s = []
    for index in range(RENDER_FRAMES):
        frame = 1 + round(index * (FRAMES - 1) / max(1, RENDER_FRAMES - 1))
        bpy.context.scene.frame_set(frame)
        bpy.context.scene.render.filepath = f"{OUT}/frame.{frame:04d}.exr"
        frames_s.append(timed(lambda: bpy.ops.render.render(write_still=True))[1])
    frame_s = statistics.median(frames_s)
    print(json.dumps({
        "blender": bpy.app.version_string,
        "pieces": len(pieces),
        "frames": FRAMES,
        "fractureS": round(fracture_s, 2),
        "simulateS": round(simulate_s, 2),
        "dustS": round(dust_s, 2),
        "renderSPerFrame": round(frame_s, 3),
        "wallS": round(fracture_s + simulate_s + dust_s + frame_s * FRAMES, 1),
    }))


main()
